package dev.kist.gcpkms;

import dev.kist.keyring.KeyAddress;
import dev.kist.keyring.KeyService;
import dev.kist.keyring.KeyServiceProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code gcp-kms://projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY}. */
public final class GcpKeyServiceProvider implements KeyServiceProvider {
    @Override
    public KeyAddress.Service service() {
        return KeyAddress.Service.GCP_KMS;
    }

    @Override
    public KeyService open(KeyAddress address, Map<String, String> variables, Duration timeout) {
        return GcpKey.open(address, variables, timeout);
    }
}
