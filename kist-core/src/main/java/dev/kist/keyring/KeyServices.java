package dev.kist.keyring;

import dev.kist.format.AssociatedData;
import dev.kist.format.ByteFields;
import dev.kist.format.StoredValue;
import dev.kist.keyring.KeyServiceException.Problem;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The key services that can be reached: wraps and unwraps keyrings with the keys that they keep, section "Keys in a key
 * management service" of {@code docs/format.md}. Nothing is loaded or sent before it is needed. Thread-safe.
 *
 * <p>A keyring that was unwrapped is kept in memory, so that reading the same document again asks the service no more.
 */
public final class KeyServices {
    private static final int MOST_KEPT = 64;
    private static final byte[] PROBE = ByteFields.text("kist:v1:probe").toByteArray();

    private final Supplier<List<KeyServiceProvider>> providers;
    private final Map<String, String> variables;
    private final Duration timeout;
    private final Map<KeyAddress, KeyService> opened = new ConcurrentHashMap<>();
    private final Map<Wrapped, Keyring> unwrapped = new LinkedHashMap<>();

    private record Wrapped(KeyAddress address, EnvironmentName environment, String text) {}

    private KeyServices(Supplier<List<KeyServiceProvider>> providers, Map<String, String> variables, Duration timeout) {
        this.providers = providers;
        this.variables = Map.copyOf(variables);
        this.timeout = timeout;
    }

    /** No service at all. */
    public static KeyServices none() {
        return of(List.of(), Map.of(), Duration.ofSeconds(1));
    }

    /** Those of {@code providers}; the other arguments as for {@link #onClassPath}. */
    public static KeyServices of(List<KeyServiceProvider> providers, Map<String, String> variables, Duration timeout) {
        List<KeyServiceProvider> all = List.copyOf(providers);
        return new KeyServices(() -> all, variables, timeout);
    }

    /**
     * Those whose modules are on the class path.
     *
     * @param variables the environment variables, in which services look for their own settings
     * @param timeout how long one call may take as a whole
     */
    public static KeyServices onClassPath(Map<String, String> variables, Duration timeout) {
        return new KeyServices(KeyServiceModules::find, variables, timeout);
    }

    /**
     * {@code keyring}, encrypted by the service that keeps the key, {@code w1.} and base64url.
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KeyServiceException if the service cannot be reached or refuses
     */
    String wrap(Keyring keyring, KeyAddress address, EnvironmentName environment) {
        try {
            byte[] wrapped =
                    call(address, service -> service.encrypt(keyring.toBytes(), AssociatedData.ofKeyring(environment)));
            return StoredValue.encode(StoredValue.WRAPPED, wrapped);
        } catch (GeneralSecurityException e) {
            throw new KeyServiceException(address, Problem.ANSWER, "it does not encrypt", null);
        }
    }

    /**
     * The keyring that the service encrypted, or empty if it did not, or what is stored was changed.
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KeyServiceException if the service cannot be reached or refuses
     */
    Optional<Keyring> unwrap(String wrapped, KeyAddress address, EnvironmentName environment) {
        Wrapped key = new Wrapped(address, environment, wrapped);
        synchronized (unwrapped) {
            if (unwrapped.containsKey(key)) {
                return Optional.ofNullable(unwrapped.get(key));
            }
        }
        Optional<Keyring> keyring = StoredValue.decode(StoredValue.WRAPPED, wrapped)
                .filter(bytes -> bytes.length > 0)
                .flatMap(bytes -> decrypt(bytes, address, environment));
        keyring.ifPresent(found -> keep(key, found));
        return keyring;
    }

    private Optional<Keyring> decrypt(byte[] bytes, KeyAddress address, EnvironmentName environment) {
        try {
            byte[] plaintext = call(address, service -> service.decrypt(bytes, AssociatedData.ofKeyring(environment)));
            return Optional.of(Keyring.fromBytes(plaintext));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void keep(Wrapped key, Keyring keyring) {
        synchronized (unwrapped) {
            unwrapped.put(key, keyring);
            if (unwrapped.size() > MOST_KEPT) {
                unwrapped.remove(unwrapped.keySet().iterator().next());
            }
        }
    }

    /**
     * Asks the service to encrypt a few bytes that protect nothing.
     *
     * @return what {@link #requireDecrypts} takes
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KeyServiceException if the service cannot be reached or refuses
     */
    public byte[] probe(KeyAddress address) {
        try {
            return call(address, service -> service.encrypt(PROBE, PROBE));
        } catch (GeneralSecurityException e) {
            throw new KeyServiceException(address, Problem.ANSWER, "it does not encrypt", null);
        }
    }

    /**
     * Asks the service to decrypt what {@link #probe} gave.
     *
     * @throws KeyServiceException if the service cannot be reached, refuses, or gives back other bytes
     */
    public void requireDecrypts(KeyAddress address, byte[] probe) {
        boolean isSame;
        try {
            isSame = Arrays.equals(PROBE, call(address, service -> service.decrypt(probe, PROBE)));
        } catch (GeneralSecurityException e) {
            isSame = false;
        }
        if (!isSame) {
            throw new KeyServiceException(address, Problem.ANSWER, "it does not decrypt what it encrypted", null);
        }
    }

    private byte[] call(KeyAddress address, KeyServiceCall.Work work) throws GeneralSecurityException {
        return new KeyServiceCall(address, timeout).run(() -> work.ask(opened.computeIfAbsent(address, this::open)));
    }

    private KeyService open(KeyAddress address) {
        return providers.get().stream()
                .filter(provider -> provider.service() == address.service())
                .findFirst()
                .orElseThrow(() -> KeyServiceModules.missing(address))
                .open(address, variables, timeout);
    }

    @Override
    public String toString() {
        return "KeyServices" + opened.keySet();
    }
}
