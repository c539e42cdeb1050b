// SPDX-License-Identifier: Apache-2.0
package dev.kist.gcpkms;

import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code gcp-kms://projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY}. */
public final class GcpKeyServiceProvider implements KmsProvider {
    @Override
    public KmsAddress.Service service() {
        return KmsAddress.Service.GCP_KMS;
    }

    @Override
    public KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        return GcpKey.open(address, variables, timeout);
    }
}
