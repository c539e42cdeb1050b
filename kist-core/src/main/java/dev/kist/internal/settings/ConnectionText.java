package dev.kist.internal.settings;

import java.util.regex.Pattern;

/** What can be said of a connection string without its driver. */
public final class ConnectionText {
    private static final Pattern SECRET_OPTION =
            Pattern.compile("password=|AWS_SESSION_TOKEN", Pattern.CASE_INSENSITIVE);

    private ConnectionText() {}

    /** Whether {@code uri} holds a password or something as secret. Where it cannot be told, it does. */
    public static boolean hasPassword(String uri) {
        int begin = uri.indexOf("://");
        int at = uri.lastIndexOf('@');
        boolean hasUser = at > begin && begin >= 0;
        return (hasUser && uri.substring(begin + 3, at).contains(":"))
                || SECRET_OPTION.matcher(uri).find();
    }
}
