// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code hcvault://HOST:PORT/MOUNT/keys/NAME}. */
public final class VaultKeyServiceProvider implements KmsProvider {
    @Override
    public KmsAddress.Service service() {
        return KmsAddress.Service.HCVAULT;
    }

    @Override
    public KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        return new TransitKey(address, new VaultRequests(address, VaultSettings.read(address, variables), timeout));
    }
}
