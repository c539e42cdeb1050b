// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.Suggestions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a connection string: those that the driver takes, and those that other drivers know and Kist sees to itself.
 * What neither does is refused by its name: an option that is dropped in silence may have been the one that asks for TLS.
 */
final class UriOptions {
    /** What {@code ConnectionString} of the driver reads; a test compares. */
    static final Set<String> OF_DRIVER = Set.of(
            "appName",
            "authMechanism",
            "authMechanismProperties",
            "authSource",
            "compressors",
            "connectTimeoutMS",
            "directConnection",
            "enableOverloadRetargeting",
            "gssapiServiceName",
            "heartbeatFrequencyMS",
            "journal",
            "loadBalanced",
            "localThresholdMS",
            "maxAdaptiveRetries",
            "maxConnecting",
            "maxIdleTimeMS",
            "maxLifeTimeMS",
            "maxPoolSize",
            "maxStalenessSeconds",
            "minPoolSize",
            "proxyHost",
            "proxyPassword",
            "proxyPort",
            "proxyUsername",
            "readConcernLevel",
            "readPreference",
            "readPreferenceTags",
            "replicaSet",
            "retryReads",
            "retryWrites",
            "safe",
            "serverMonitoringMode",
            "serverSelectionTimeoutMS",
            "socketTimeoutMS",
            "srvAllowedHostsSuffix",
            "srvMaxHosts",
            "srvServiceName",
            "ssl",
            "sslInvalidHostNameAllowed",
            "timeoutMS",
            "tls",
            "tlsAllowInvalidHostnames",
            "tlsInsecure",
            "uuidRepresentation",
            "w",
            "waitQueueTimeoutMS",
            "wtimeoutMS",
            "zlibCompressionLevel");

    /** The driver would pass over a word that is neither, and not encrypt the connection for tls=ture. */
    private static final Set<String> BOOLEAN = Set.of(
            "directconnection",
            "enableoverloadretargeting",
            "journal",
            "loadbalanced",
            "retryreads",
            "retrywrites",
            "safe",
            "ssl",
            "sslinvalidhostnameallowed",
            "tls",
            "tlsallowinvalidhostnames",
            "tlsinsecure");

    private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "1", "0");

    private static final String AUTHORITY = "tlsCAFile";
    private static final String KEY = "tlsCertificateKeyFile";
    private static final String KEY_PASSWORD = "tlsCertificateKeyFilePassword";

    /** What Java does anyway: it asks nobody whether a certificate was revoked. */
    private static final Set<String> DONE_ANYWAY =
            Set.of("tlsdisableocspendpointcheck", "tlsdisablecertificaterevocationcheck");

    /** Their values are secrets. A piece of one, behind an & that is not written as %26, passes for the next option. */
    private static final Set<String> SECRET =
            Set.of("authmechanismproperties", "proxypassword", KEY_PASSWORD.toLowerCase(Locale.ROOT));

    private static final Map<String, String> HINTS = Map.of(
            "tlsallowinvalidcertificates",
            "name the server's authority with tlsCAFile instead",
            "tlscrlfile",
            "leave it out, and take a revoked certificate off the server",
            "ssl_ca_certs",
            "it is called tlsCAFile",
            "sslcafile",
            "it is called tlsCAFile",
            "ssl_certfile",
            "certificate and key are one file, tlsCertificateKeyFile",
            "sslpemkeyfile",
            "it is called tlsCertificateKeyFile");

    private final String base;
    private final List<Option> options;

    private record Option(String name, String text) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        String value() {
            try {
                int equals = text.indexOf('=');
                return equals < 0 ? "" : URLDecoder.decode(text.substring(equals + 1), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw refused(name, "its value is not percent-encoded as it should be", "write % as %25");
            }
        }
    }

    private UriOptions(String base, List<Option> options) {
        this.base = base;
        this.options = options;
    }

    /** The options of {@code uri}, whose hosts and names were looked at before. */
    static UriOptions of(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return new UriOptions(uri, List.of());
        }
        List<Option> options = new ArrayList<>();
        for (String text : uri.substring(query + 1).split("[&;]")) {
            int equals = text.indexOf('=');
            if (!text.isEmpty()) {
                options.add(new Option(equals < 0 ? text : text.substring(0, equals), text));
            }
        }
        return new UriOptions(uri.substring(0, query), List.copyOf(options));
    }

    /**
     * Refuses an option that nobody knows, or that would be passed over for what it says.
     *
     * @throws InvalidInputException if there is one; its value is not shown
     */
    void requireKnown() {
        Option before = new Option("", "");
        Set<String> seen = new HashSet<>();
        for (Option option : options) {
            String name = option.name().toLowerCase(Locale.ROOT);
            if (BOOLEAN.contains(name) && !BOOLEANS.contains(option.value().toLowerCase(Locale.ROOT))) {
                throw refused(option.name(), "it is neither true nor false", "write =true or =false behind it");
            }
            if (option.is("authMechanismProperties") && !arePairs(option.value())) {
                throw refused(option.name(), "it is no NAME:VALUE", "write NAME:VALUE, with commas between several");
            }
            boolean isKnown = OF_DRIVER.stream().anyMatch(option::is) || isOwn(option);
            if (!isKnown && SECRET.contains(before.name().toLowerCase(Locale.ROOT))) {
                throw MongoAddress.invalid(
                        "what is behind its option " + before.name() + " is no option",
                        "in an option write & as %26 and ; as %3B");
            }
            before = option;
            // Drivers do not agree on which one counts.
            if (isKnown && !seen.add(name) && !option.is("readPreferenceTags")) {
                throw refused(option.name(), "it is there twice", "leave one out");
            }
            if (!option.text().contains("=") || isKnown) {
                continue;
            }
            if (!name.chars().allMatch(c -> Character.isLetter(c) || c == '_')) {
                throw MongoAddress.invalid(
                        "the name of one of its options has other characters than letters",
                        "between two options stands &; in a value write & as %26, ; as %3B, / as %2F, ? as %3F");
            }
            if (!DONE_ANYWAY.contains(name)) {
                throw refused(option.name(), "it is not known here", hint(name));
            }
            if (!option.value().equalsIgnoreCase("true")) {
                throw refused(option.name(), "Java does not look whether a certificate was revoked", "leave it out");
            }
        }
    }

    /** The driver would look at them only where there is an authMechanism. */
    private static boolean arePairs(String properties) {
        return Arrays.stream(properties.split(",", -1)).allMatch(pair -> pair.indexOf(':') > 0);
    }

    private static @Nullable String hint(String name) {
        List<String> known = new ArrayList<>(OF_DRIVER);
        known.addAll(List.of(AUTHORITY, KEY, KEY_PASSWORD));
        // The old name of tls.
        known.remove("ssl");
        return Optional.ofNullable(HINTS.get(name))
                .or(() -> Suggestions.near(name, known).stream().findFirst().map(near -> "did you mean " + near + "?"))
                .orElse("docs/operations.md has the options that work");
    }

    private static boolean isOwn(Option option) {
        return option.is(AUTHORITY) || option.is(KEY) || option.is(KEY_PASSWORD);
    }

    /** The connection string for the driver, without what Kist sees to. Files of TLS turn TLS on. */
    String forDriver() {
        List<String> texts = new ArrayList<>();
        for (Option option : options) {
            if (!isOwn(option) && !DONE_ANYWAY.contains(option.name().toLowerCase(Locale.ROOT))) {
                texts.add(option.text());
            }
        }
        boolean saysTls = options.stream().anyMatch(option -> option.is("tls") || option.is("ssl"));
        if (hasFiles() && !saysTls) {
            texts.add("tls=true");
        }
        // The driver takes options only behind the slash that ends the hosts.
        boolean hasSlash = base.indexOf('/', base.indexOf("://") + 3) >= 0;
        return texts.isEmpty() ? base : base + (hasSlash ? "?" : "/?") + String.join("&", texts);
    }

    /** Whether files for TLS are named. */
    boolean hasFiles() {
        return options.stream().anyMatch(UriOptions::isOwn);
    }

    /** The files for TLS that are named. */
    PemFiles files() {
        return new PemFiles(find(AUTHORITY), find(KEY), find(KEY_PASSWORD));
    }

    private @Nullable String find(String name) {
        return options.stream()
                .filter(option -> option.is(name))
                .reduce((first, last) -> last)
                .map(Option::value)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    /** The names of the options, for a failure that does not tell which one it is. */
    List<String> names() {
        return options.stream().map(Option::name).map(Printable::quote).toList();
    }

    /** The option texts as the driver takes them, one by one. */
    List<String> texts() {
        return options.stream()
                .filter(option -> !isOwn(option))
                .map(Option::text)
                .toList();
    }

    static InvalidInputException refused(String name, String why, @Nullable String hint) {
        return MongoAddress.invalid("its option " + Printable.quote(name) + " cannot be understood: " + why, hint);
    }

    @Override
    public String toString() {
        return "UriOptions" + names();
    }
}
