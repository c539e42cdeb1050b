// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.util.Map;

/**
 * Limits what one who connects and then hardly speaks can hold. The JDK's server takes them as system properties, read once in a
 * process; what the person has set stays.
 */
final class SlowClients {
    /** How many connections there are at once, those that say nothing among them. */
    static final int MOST_CONNECTIONS = 400;

    private static final Map<String, String> LIMITS = Map.of(
            // Seconds from the first byte of a request to its last one.
            "sun.net.httpserver.maxReqTime", "15",
            // Milliseconds between two looks for such requests.
            "sun.net.httpserver.timerMillis", "1000",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "32768",
            "sun.net.httpserver.maxIdleConnections", "32",
            "jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS),
            // Else each small answer of a kept connection waits for the other side, 40 ms.
            "sun.net.httpserver.nodelay", "true");

    private SlowClients() {}

    static void limit() {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
