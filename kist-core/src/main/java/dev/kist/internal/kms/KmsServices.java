// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.kms;

import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.internal.format.ByteFields;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import java.nio.ByteBuffer;
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
 * The key services that can be reached: encrypts and decrypts with the keys that they keep, section "Keys in a key
 * management service" of {@code docs/format.md}. Nothing is loaded or sent before it is needed. Thread-safe.
 *
 * <p>What was decrypted is kept in memory, so that reading the same document again asks the service no more.
 */
public final class KmsServices {
    private static final int MOST_KEPT = 64;
    private static final byte[] PROBE = ByteFields.text("kist:v1:probe").toByteArray();

    private final Supplier<List<KmsProvider>> providers;
    private final Map<String, String> variables;
    private final Duration timeout;
    private final Map<KmsAddress, KmsKey> opened = new ConcurrentHashMap<>();
    private final Map<Asked, byte[]> decrypted = new LinkedHashMap<>();

    private record Asked(KmsAddress address, ByteBuffer ciphertext, ByteBuffer associatedData) {}

    private KmsServices(Supplier<List<KmsProvider>> providers, Map<String, String> variables, Duration timeout) {
        this.providers = providers;
        this.variables = Map.copyOf(variables);
        this.timeout = timeout;
    }

    /** No service at all. */
    public static KmsServices none() {
        return of(List.of(), Map.of(), Duration.ofSeconds(1));
    }

    /** Those of {@code providers}; the other arguments as for {@link #onClassPath}. */
    public static KmsServices of(List<KmsProvider> providers, Map<String, String> variables, Duration timeout) {
        List<KmsProvider> all = List.copyOf(providers);
        return new KmsServices(() -> all, variables, timeout);
    }

    /**
     * Those whose modules are on the class path.
     *
     * @param variables the environment variables, in which services look for their own settings
     * @param timeout how long one call may take as a whole
     */
    public static KmsServices onClassPath(Map<String, String> variables, Duration timeout) {
        return new KmsServices(KmsModules::find, variables, timeout);
    }

    /**
     * {@code plaintext}, encrypted by the service that keeps the key.
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KmsException if the service cannot be reached or refuses
     */
    public byte[] encrypt(KmsAddress address, byte[] plaintext, byte[] associatedData) {
        try {
            return call(address, service -> service.encrypt(plaintext, associatedData));
        } catch (GeneralSecurityException e) {
            throw new KmsException(address.text(), Problem.ANSWER, "it does not encrypt", null);
        }
    }

    /**
     * What the service encrypted, or empty if it did not, or what is stored was changed.
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KmsException if the service cannot be reached or refuses
     */
    public Optional<byte[]> decrypt(KmsAddress address, byte[] ciphertext, byte[] associatedData) {
        Asked asked = new Asked(address, ByteBuffer.wrap(ciphertext), ByteBuffer.wrap(associatedData));
        synchronized (decrypted) {
            if (decrypted.containsKey(asked)) {
                return Optional.of(decrypted.get(asked).clone());
            }
        }
        try {
            byte[] plaintext = call(address, service -> service.decrypt(ciphertext, associatedData));
            keep(asked, plaintext);
            return Optional.of(plaintext);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private void keep(Asked asked, byte[] plaintext) {
        synchronized (decrypted) {
            decrypted.put(asked, plaintext.clone());
            if (decrypted.size() > MOST_KEPT) {
                decrypted.remove(decrypted.keySet().iterator().next());
            }
        }
    }

    /**
     * Asks the service to encrypt a few bytes that protect nothing.
     *
     * @return what {@link #requireDecrypts} takes
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KmsException if the service cannot be reached or refuses
     */
    public byte[] probe(KmsAddress address) {
        try {
            return call(address, service -> service.encrypt(PROBE, PROBE));
        } catch (GeneralSecurityException e) {
            throw new KmsException(address.text(), Problem.ANSWER, "it does not encrypt", null);
        }
    }

    /**
     * Asks the service to decrypt what {@link #probe} gave.
     *
     * @throws KmsException if the service cannot be reached, refuses, or gives back other bytes
     */
    public void requireDecrypts(KmsAddress address, byte[] probe) {
        boolean isSame;
        try {
            isSame = Arrays.equals(PROBE, call(address, service -> service.decrypt(probe, PROBE)));
        } catch (GeneralSecurityException e) {
            isSame = false;
        }
        if (!isSame) {
            throw new KmsException(address.text(), Problem.ANSWER, "it does not decrypt what it encrypted", null);
        }
    }

    private byte[] call(KmsAddress address, KmsCall.Work work) throws GeneralSecurityException {
        return new KmsCall(address, timeout).run(() -> work.ask(opened.computeIfAbsent(address, this::open)));
    }

    private KmsKey open(KmsAddress address) {
        return providers.get().stream()
                .filter(provider -> provider.service() == address.service())
                .findFirst()
                .orElseThrow(() -> KmsModules.missing(address))
                .open(address, variables, timeout);
    }

    @Override
    public String toString() {
        return "KmsServices" + opened.keySet();
    }
}
