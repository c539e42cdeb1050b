// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.KmsException;
import java.time.Duration;
import java.util.Map;

/**
 * Reaches the keys of one key management service. Found by {@link java.util.ServiceLoader}: each is a module of its own
 * that is on the class path only where it is wanted. It must not need its client library before a key is opened.
 */
public interface KmsProvider {
    /** The service whose addresses this provider takes. */
    KmsAddress.Service service();

    /**
     * Opens the key at {@code address}, one of {@link #service()}.
     *
     * @param variables the environment variables, in which the service's own settings are looked for
     * @param timeout how long one call may take as a whole
     * @throws dev.kist.InvalidInputException if a setting of the service is wrong
     * @throws KmsException if there are no credentials for it
     */
    KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout);
}
