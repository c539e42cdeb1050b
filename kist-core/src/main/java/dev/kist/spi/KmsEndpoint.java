// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a key service is reached instead of its usual place. Plaintext keyrings go there: over TLS, or no further than this
 * machine.
 */
public final class KmsEndpoint {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private KmsEndpoint() {}

    /**
     * What the first of {@code names} that is set says; empty if none is.
     *
     * @throws InvalidInputException if it is no address that keyrings can be sent to; it is not quoted
     */
    public static Optional<String> find(Map<String, String> variables, String... names) {
        for (String name : names) {
            String text = variables.getOrDefault(name, "");
            if (!text.isEmpty()) {
                requireSafe(name, text);
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static void requireSafe(String name, String text) {
        try {
            URI uri = new URI(text);
            boolean isSafe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            if (isSafe && uri.getHost() != null && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Told below, without the text: it could hold a password.
        }
        throw new InvalidInputException(
                name + " is not an address that an environment's keys can be sent to",
                "it should begin with https://, or with http:// and be on this machine");
    }
}
