// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.spi.KmsAddress;
import java.nio.charset.StandardCharsets;

/**
 * A key that a service keeps, identity and recipient in one: whoever the service allows to can wrap for it and unwrap with
 * it, and its address is no secret.
 *
 * @param address where the service keeps it
 */
public record KmsIdentity(KmsAddress address) implements Identity, Recipient {
    @Override
    public Recipient recipient() {
        return this;
    }

    @Override
    public String text() {
        return address.text();
    }

    @Override
    public String id() {
        return KeyId.of(text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text();
    }
}
