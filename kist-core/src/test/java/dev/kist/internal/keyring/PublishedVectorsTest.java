// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kist.EnvironmentName;
import dev.kist.internal.format.AssociatedData;
import dev.kist.spi.StoredValue;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of RFC 9180 and of Project Wycheproof, against what Kist calls for the suite that it uses. */
final class PublishedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");

    /** Kist's own info is another one than the RFC's, so the RFC is held against {@link PlainHpke}, and that against Kist. */
    @Test
    void plainHpke_isThatOfTheRfc() throws Exception {
        JsonObject vector = rfc();
        PlainHpke hpke = PlainHpke.of(
                PlainHpke.dh(bytes(vector, "skEm"), bytes(vector, "pkRm")),
                bytes(vector, "enc"),
                bytes(vector, "pkRm"),
                bytes(vector, "info"));

        assertThat(hpke.sharedSecret()).isEqualTo(bytes(vector, "shared_secret"));
        assertThat(hpke.key()).isEqualTo(bytes(vector, "key"));
        assertThat(hpke.baseNonce()).isEqualTo(bytes(vector, "base_nonce"));
        for (JsonElement element : vector.getAsJsonArray("encryptions")) {
            JsonObject message = element.getAsJsonObject();
            assertThat(hpke.crypt(
                            Cipher.ENCRYPT_MODE, bytes(message, "nonce"), bytes(message, "aad"), bytes(message, "pt")))
                    .isEqualTo(bytes(message, "ct"));
        }
    }

    @Test
    void unwrap_opensWhatTheRfcSeals() throws Exception {
        JsonObject vector = rfc();
        Keyring keyring = Keyring.generate();
        PlainHpke sender = PlainHpke.of(
                PlainHpke.dh(bytes(vector, "skEm"), bytes(vector, "pkRm")),
                bytes(vector, "enc"),
                bytes(vector, "pkRm"),
                AssociatedData.ofKeyring(PRODUCTION));
        String wrapped = wrapped(bytes(vector, "enc"), sender.seal(keyring.toBytes()));

        assertThat(recipient(bytes(vector, "skRm")).x25519PublicKey().bytes()).isEqualTo(bytes(vector, "pkRm"));
        assertThat(KeyringWrapping.unwrap(wrapped, recipient(bytes(vector, "skRm")), PRODUCTION)
                        .orElseThrow()
                        .toBytes())
                .isEqualTo(keyring.toBytes());
    }

    @Test
    void wrap_isOpenedByTheRfc() throws Exception {
        JsonObject vector = rfc();
        Keyring keyring = Keyring.generate();
        X25519Identity recipient = recipient(bytes(vector, "skRm"));

        byte[] wrapped = StoredValue.decode(
                        StoredValue.WRAPPED, KeyringWrapping.wrap(keyring, recipient.x25519PublicKey(), PRODUCTION))
                .orElseThrow();

        byte[] enc = Arrays.copyOf(wrapped, 32);
        PlainHpke receiver = PlainHpke.of(
                PlainHpke.dh(bytes(vector, "skRm"), enc),
                enc,
                bytes(vector, "pkRm"),
                AssociatedData.ofKeyring(PRODUCTION));
        assertThat(receiver.open(Arrays.copyOfRange(wrapped, 32, wrapped.length)))
                .isEqualTo(keyring.toBytes());
    }

    static Stream<Named<JsonObject>> aesGcm() {
        return tests("wycheproof-aes-gcm.json");
    }

    @ParameterizedTest
    @MethodSource("aesGcm")
    void aesGcm_isThatOfWycheproof(JsonObject vector) throws Exception {
        DekCipher cipher = new DekCipher(Keyring.of(new byte[32], bytes(vector, "key")));
        String stored = StoredValue.encode(
                StoredValue.ENCRYPTED,
                PlainHpke.join(
                        new byte[] {1, 0, 0, 0, 1}, bytes(vector, "iv"), bytes(vector, "ct"), bytes(vector, "tag")));

        if (text(vector, "result").equals("valid")) {
            assertThat(cipher.decrypt(stored, bytes(vector, "aad"))).isEqualTo(bytes(vector, "msg"));
        } else {
            assertThatThrownBy(() -> cipher.decrypt(stored, bytes(vector, "aad")))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    static Stream<Named<JsonObject>> x25519() {
        return tests("wycheproof-x25519.json");
    }

    /** As the ephemeral key of a wrapped keyring: what a hostile sender can choose. */
    @ParameterizedTest
    @MethodSource("x25519")
    void x25519_isThatOfWycheproof(JsonObject vector) throws Exception {
        Keyring keyring = Keyring.generate();
        X25519Identity recipient = recipient(bytes(vector, "private"));
        byte[] enc = bytes(vector, "public");
        PlainHpke sender = PlainHpke.of(
                bytes(vector, "shared"),
                enc,
                recipient.x25519PublicKey().bytes(),
                AssociatedData.ofKeyring(PRODUCTION));

        Optional<byte[]> unwrapped = KeyringWrapping.unwrap(
                        wrapped(enc, sender.seal(keyring.toBytes())), recipient, PRODUCTION)
                .map(Keyring::toBytes);

        if (HEX.formatHex(bytes(vector, "shared")).matches("0+")) {
            assertThat(unwrapped).isEmpty();
        } else if (text(vector, "result").equals("valid")) {
            assertThat(unwrapped).contains(keyring.toBytes());
        } else {
            unwrapped.ifPresent(bytes -> assertThat(bytes).isEqualTo(keyring.toBytes()));
        }
    }

    private static X25519Identity recipient(byte[] secret) {
        return X25519Identity.parse(KeyText.format(X25519Identity.PREFIX, secret));
    }

    private static String wrapped(byte[] enc, byte[] ciphertext) {
        return StoredValue.encode(StoredValue.WRAPPED, PlainHpke.join(enc, ciphertext));
    }

    private static JsonObject rfc() {
        return file("rfc9180.json").getAsJsonArray("vectors").get(0).getAsJsonObject();
    }

    private static Stream<Named<JsonObject>> tests(String name) {
        return StreamSupport.stream(file(name).getAsJsonArray("tests").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(test -> Named.of(text(test, "tcId") + " " + text(test, "result"), test));
    }

    private static JsonObject file(String name) {
        return JsonParser.parseReader(new InputStreamReader(
                        Objects.requireNonNull(PublishedVectorsTest.class.getResourceAsStream(name), name),
                        StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static String text(JsonObject vector, String field) {
        return Objects.requireNonNull(vector.get(field), field).getAsString();
    }

    private static byte[] bytes(JsonObject vector, String field) {
        return HEX.parseHex(text(vector, field));
    }
}
