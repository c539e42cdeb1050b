// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import java.util.List;

/**
 * The system properties that Java, its libraries and Kist take their own settings from, such as {@code
 * javax.net.ssl.trustStore} and {@code https.proxyHost}: whoever may write a secret of that name would steer the program.
 *
 * @see System#getProperties()
 */
public final class OwnProperties {
    private static final List<String> BEGINNINGS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "user.",
            "os.",
            "file.",
            "path.",
            "line.",
            "native.",
            "stdin.",
            "stdout.",
            "stderr.",
            "http.",
            "https.",
            "ftp.",
            "socksProxy",
            "socksNonProxyHosts",
            "networkaddress.",
            "awt.",
            "org.xml.",
            "org.jcp.",
            "kist.");

    private OwnProperties() {}

    /** Whether {@code name} is one of them. */
    public static boolean contains(String name) {
        return BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
