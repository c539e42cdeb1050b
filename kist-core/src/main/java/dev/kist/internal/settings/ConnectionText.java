// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said of a connection string without its driver. Where something cannot be told, the worse is said. */
public final class ConnectionText {
    private static final Pattern SECRET_OPTION =
            Pattern.compile("password|AWS_SESSION_TOKEN", Pattern.CASE_INSENSITIVE);
    private static final Set<String> AMBIENT_MECHANISMS =
            Set.of("MONGODB-OIDC", "MONGODB-AWS", "GSSAPI", "MONGODB-X509");
    private static final Set<String> FILES = Set.of("tlscafile", "tlscertificatekeyfile");

    private final String uri;

    /** What can be said of {@code uri}. */
    public ConnectionText(String uri) {
        this.uri = uri;
    }

    private record Option(String name, String value) {}

    /** Whether it is one at all, as far as its beginning tells. */
    boolean isOne() {
        return uri.startsWith("mongodb://") || uri.startsWith("mongodb+srv://");
    }

    /** Whether it holds a password or something as secret. */
    public boolean hasPassword() {
        int begin = uri.indexOf("://");
        int at = uri.lastIndexOf('@');
        boolean hasUser = at > begin && begin >= 0;
        return (hasUser && uri.substring(begin + 3, at).contains(":"))
                || options().stream()
                        .anyMatch(option -> SECRET_OPTION.matcher(option.name()).find()
                                || SECRET_OPTION.matcher(option.value()).find());
    }

    /** The same without the user and the password before the hosts. */
    String withoutUser() {
        int begin = uri.indexOf("://") + "://".length();
        int end = begin;
        while (end < uri.length() && "/?".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        int at = uri.lastIndexOf('@', end - 1);
        return at < begin ? uri : uri.substring(0, begin) + uri.substring(at + 1);
    }

    /**
     * What in it would hand out what this machine has of its own, or let whoever is on the way read along: the name of the
     * option, with its value where that tells.
     */
    Optional<String> exposure() {
        for (Option option : options()) {
            String name = option.name().toLowerCase(Locale.ROOT);
            String value = option.value().toUpperCase(Locale.ROOT);
            if (name.equals("authmechanism") && AMBIENT_MECHANISMS.contains(value)) {
                return Optional.of(option.name() + "=" + value);
            }
            boolean isProxy = name.startsWith("proxy");
            boolean isLax = (name.contains("insecure") || name.contains("invalid") || name.startsWith("tlsdisable"))
                    && !value.equals("FALSE");
            boolean isCertificate =
                    name.startsWith("tlscertificatekey") && !option.value().isEmpty();
            if (isProxy || isLax || isCertificate) {
                return Optional.of(option.name());
            }
        }
        return Optional.empty();
    }

    /** The same, with paths of files counted from {@code folder}. */
    String resolvedFrom(Path folder) {
        int query = uri.indexOf('?');
        if (options().stream().noneMatch(option -> FILES.contains(option.name().toLowerCase(Locale.ROOT)))) {
            return uri;
        }
        List<String> parts = new ArrayList<>();
        for (String part : uri.substring(query + 1).split("[&;]", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            parts.add(
                    equals > 0 && equals < part.length() - 1 && FILES.contains(name.toLowerCase(Locale.ROOT))
                            ? name + "=" + located(folder, part.substring(equals + 1))
                            : part);
        }
        return uri.substring(0, query + 1) + String.join("&", parts);
    }

    /** What cannot be the name of a file stays as it is, for whoever uses it to refuse. */
    private static String located(Path folder, String file) {
        try {
            return encoded(folder.resolve(decoded(file)));
        } catch (InvalidPathException e) {
            return file;
        }
    }

    private static String encoded(Path path) {
        return path.toString()
                .replace("%", "%25")
                .replace("&", "%26")
                .replace("+", "%2B")
                .replace(" ", "%20")
                .replace("@", "%40")
                .replace(";", "%3B")
                .replace("?", "%3F");
    }

    private List<Option> options() {
        int query = uri.indexOf('?');
        List<Option> options = new ArrayList<>();
        for (String part : (query < 0 ? "" : uri.substring(query + 1)).split("[&;]")) {
            int equals = part.indexOf('=');
            options.add(
                    equals < 0
                            ? new Option(decoded(part), "")
                            : new Option(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1))));
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return text.strip();
        }
    }

    @Override
    public String toString() {
        return "ConnectionText";
    }
}
