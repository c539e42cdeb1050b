// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import com.google.gson.JsonObject;
import dev.kist.internal.format.Vectors;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key service in memory, the stand-in of {@code testvectors/services.json}: AES-256-GCM under one key for each address,
 * as nonce, ciphertext and tag. Takes down what it was asked.
 */
public final class StandInService implements KmsProvider {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KmsAddress.Service service;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<String> disturbance = operation -> {};

    public StandInService(KmsAddress.Service service) {
        this.service = service;
    }

    /** One for each service, with the keys of {@code testvectors/services.json}. */
    public static KmsServices ofVectors() {
        List<KmsProvider> all = new ArrayList<>();
        JsonObject keys = Vectors.read("services.json").getAsJsonObject("service_keys");
        for (KmsAddress.Service service : KmsAddress.Service.values()) {
            StandInService standIn = new StandInService(service);
            keys.keySet()
                    .forEach(address -> standIn.keeping(
                            address, HexFormat.of().parseHex(keys.get(address).getAsString())));
            all.add(standIn);
        }
        return KmsServices.of(all, Map.of(), Duration.ofSeconds(5));
    }

    /** Keeps {@code key} at {@code address}; for others a random one is made at first use. */
    public StandInService keeping(String address, byte[] key) {
        keys.put(address, key);
        return this;
    }

    /** Lets {@code instead} look at each operation, {@code encrypt} or {@code decrypt}, and throw what is to go wrong. */
    public void disturb(Consumer<String> instead) {
        disturbance = instead;
    }

    /** What was asked since the last look, {@code encrypt} or {@code decrypt}. */
    public List<String> asked() {
        List<String> seen = List.copyOf(asked);
        asked.clear();
        return seen;
    }

    /** This one alone. */
    public KmsServices alone() {
        return KmsServices.of(List.of(this), Map.of(), Duration.ofSeconds(5));
    }

    @Override
    public KmsAddress.Service service() {
        return service;
    }

    @Override
    public KmsKey open(KmsAddress address, Map<String, String> variables, Duration timeout) {
        byte[] key = keys.computeIfAbsent(address.text(), text -> random(32));
        return new KmsKey() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
                ask("encrypt");
                byte[] nonce = random(12);
                try {
                    byte[] ciphertext = gcm(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plaintext);
                    return ByteBuffer.allocate(12 + ciphertext.length)
                            .put(nonce)
                            .put(ciphertext)
                            .array();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                ask("decrypt");
                if (ciphertext.length < 12) {
                    throw new GeneralSecurityException("cut");
                }
                ByteBuffer buffer = ByteBuffer.wrap(ciphertext);
                byte[] nonce = new byte[12];
                buffer.get(nonce);
                byte[] rest = new byte[buffer.remaining()];
                buffer.get(rest);
                return gcm(Cipher.DECRYPT_MODE, key, nonce, associatedData, rest);
            }
        };
    }

    private void ask(String operation) {
        asked.add(operation);
        disturbance.accept(operation);
    }

    private static byte[] gcm(int mode, byte[] key, byte[] nonce, byte[] associatedData, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(input);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
