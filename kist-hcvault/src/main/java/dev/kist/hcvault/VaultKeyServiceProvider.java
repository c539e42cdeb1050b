package dev.kist.hcvault;

import dev.kist.keyring.KeyAddress;
import dev.kist.keyring.KeyService;
import dev.kist.keyring.KeyServiceProvider;
import java.time.Duration;
import java.util.Map;

/** Reaches keys at {@code hcvault://HOST:PORT/MOUNT/keys/NAME}. */
public final class VaultKeyServiceProvider implements KeyServiceProvider {
    @Override
    public KeyAddress.Service service() {
        return KeyAddress.Service.HCVAULT;
    }

    @Override
    public KeyService open(KeyAddress address, Map<String, String> variables, Duration timeout) {
        return new TransitKey(address, new VaultRequests(address, VaultSettings.read(address, variables), timeout));
    }
}
