// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.ByteFields;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.format.SealedEvent;
import dev.kist.internal.format.Vectors;
import dev.kist.spi.StoredValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors for keys, keyrings, wrapping, fingerprints and the sealed list. */
class KeyringVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    static Stream<Named<JsonObject>> validKeys() {
        return named("keys.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("validKeys")
    void key_isReadAndWritten(JsonObject vector) {
        X25519Identity key = X25519Identity.parse(text(vector, "secret_key"));

        assertThat(key.exposeText()).isEqualTo(text(vector, "secret_key"));
        assertThat(KeyText.parse("secret key", X25519Identity.PREFIX, key.exposeText()))
                .isEqualTo(bytes(vector, "secret_key_bytes"));
        assertThat(key.recipient().text()).isEqualTo(text(vector, "public_key"));
        assertThat(key.recipient().id()).isEqualTo(text(vector, "key_id"));
        X25519Recipient publicKey = X25519Recipient.parse(text(vector, "public_key"));
        assertThat(publicKey).isEqualTo(key.recipient());
        assertThat(publicKey.bytes()).isEqualTo(bytes(vector, "public_key_bytes"));
    }

    static Stream<Named<JsonObject>> invalidKeys() {
        return named("keys.json", "invalid");
    }

    @ParameterizedTest
    @MethodSource("invalidKeys")
    void key_thatIsNone_isRefusedForItsProblem(JsonObject vector) {
        String text = text(vector, "text");
        String problem =
                switch (text(vector, "problem")) {
                    case "mistyped" -> "is mistyped";
                    case "cut", "long" -> "is cut or has something added";
                    default -> "does not begin with kist-key-1-";
                };

        assertThatThrownBy(() -> X25519Identity.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage() + ((InvalidInputException) e).hint())
                        .doesNotContain(text.length() > 20 ? text.substring(11, 20) : "nothing"));
    }

    static Stream<Named<JsonObject>> validKeyrings() {
        return named("keyring.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("validKeyrings")
    void keyring_isReadAndWritten(JsonObject vector) {
        Keyring keyring = Keyring.fromBytes(bytes(vector, "keyring"));

        assertThat(Integer.toUnsignedLong(keyring.activeDek()))
                .isEqualTo(vector.get("active").getAsLong());
        List<Integer> ids = new ArrayList<>();
        for (JsonElement dek : vector.getAsJsonArray("deks")) {
            int id = (int) dek.getAsJsonObject().get("id").getAsLong();
            ids.add(id);
            assertThat(keyring.dek(id)).contains(bytes(dek.getAsJsonObject(), "bytes"));
        }
        assertThat(keyring.dekIds()).containsExactlyElementsOf(ids);
        assertThat(keyring.toBytes()).isEqualTo(bytes(vector, "keyring"));
        assertThat(HEX.formatHex(keyring.toBytes())).startsWith(text(vector, "root"));
    }

    static Stream<Named<JsonObject>> invalidKeyrings() {
        return named("keyring.json", "invalid");
    }

    @ParameterizedTest
    @MethodSource("invalidKeyrings")
    void keyring_thatIsNone_isRefused(JsonObject vector) {
        assertThatThrownBy(() -> Keyring.fromBytes(bytes(vector, "keyring")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Named<JsonObject>> validWrapped() {
        return named("wrapped.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("validWrapped")
    void wrapped_unwraps(JsonObject vector) {
        X25519Identity key = X25519Identity.parse(text(vector, "secret_key"));
        EnvironmentName environment = EnvironmentName.parse(text(vector, "environment"));

        Keyring keyring = KeyringWrapping.unwrap(text(vector, "wrapped"), key, environment)
                .orElseThrow();

        assertThat(keyring.toBytes()).isEqualTo(bytes(vector, "keyring"));
        assertThat(AssociatedData.ofKeyring(environment)).isEqualTo(bytes(vector, "info"));
        String again = KeyringWrapping.wrap(keyring, key.x25519PublicKey(), environment);
        assertThat(again).hasSameSizeAs(text(vector, "wrapped")).isNotEqualTo(text(vector, "wrapped"));
        assertThat(KeyringWrapping.unwrap(again, key, environment).orElseThrow().toBytes())
                .isEqualTo(bytes(vector, "keyring"));
    }

    static Stream<Named<JsonObject>> invalidWrapped() {
        return named("wrapped.json", "invalid");
    }

    @ParameterizedTest
    @MethodSource("invalidWrapped")
    void wrapped_thatWasChanged_doesNotUnwrap(JsonObject vector) {
        X25519Identity key = X25519Identity.parse(text(vector, "secret_key"));
        EnvironmentName environment = EnvironmentName.parse(text(vector, "environment"));

        assertThat(KeyringWrapping.unwrap(text(vector, "wrapped"), key, environment))
                .isEmpty();
    }

    static Stream<Named<JsonObject>> fingerprints() {
        return Vectors.entries(Vectors.read("fingerprint.json"), "valid")
                .map(vector -> Named.of(text(vector, "environment") + " " + text(vector, "fingerprint"), vector));
    }

    @ParameterizedTest
    @MethodSource("fingerprints")
    void fingerprint_followsFromRootAndEnvironment(JsonObject vector) {
        Keyring keyring = Keyring.fromBytes(ByteFields.text("")
                .bytes(bytes(vector, "root"))
                .u32(1)
                .u32(1)
                .u32(1)
                .bytes(new byte[32])
                .toByteArray());

        assertThat(keyring.fingerprint(EnvironmentName.parse(text(vector, "environment"))))
                .isEqualTo(Fingerprint.parse(text(vector, "fingerprint")));
    }

    static Stream<Named<JsonObject>> sealedLists() {
        return named("sealed.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("sealedLists")
    void sealed_isReadAndWritten(JsonObject vector) throws Exception {
        List<SealedKey> keys = new ArrayList<>();
        for (JsonElement element : vector.getAsJsonArray("keys")) {
            JsonObject key = element.getAsJsonObject();
            keys.add(new SealedKey(
                    text(key, "label"),
                    text(key, "public_key"),
                    Instant.ofEpochMilli(key.get("created_at").getAsLong()),
                    text(key, "created_by")));
        }
        Inheritance inherits = null;
        if (!vector.get("inherits").isJsonNull()) {
            JsonObject parent = vector.getAsJsonObject("inherits");
            inherits = new Inheritance(text(parent, "environment"), text(parent, "fingerprint"));
        }
        SortedMap<Integer, Instant> retired = new TreeMap<>(Integer::compareUnsigned);
        vector.getAsJsonObject("retired")
                .entrySet()
                .forEach(entry -> retired.put(
                        Integer.parseUnsignedInt(entry.getKey()),
                        Instant.ofEpochMilli(entry.getValue().getAsLong())));
        List<SealedEvent> events = new ArrayList<>();
        vector.getAsJsonArray("events").forEach(event -> events.add(event(event.getAsJsonObject())));
        SealedContent content = new SealedContent(keys, retired, events, inherits, JsonMembers.NONE);
        EnvironmentName environment = EnvironmentName.parse(text(vector, "environment"));
        long revision = vector.get("revision").getAsLong();

        assertThat(new String(content.toBytes(), StandardCharsets.UTF_8)).isEqualTo(text(vector, "json"));
        assertThat(AssociatedData.ofSealed(environment, revision)).isEqualTo(bytes(vector, "associated_data"));
        DekCipher cipher = new DekCipher(keyringOf(vector));
        byte[] json = cipher.decrypt(text(vector, "sealed"), AssociatedData.ofSealed(environment, revision));
        assertThat(SealedContent.fromBytes(json)).isEqualTo(content);
        assertThat(encrypt(vector, json)).isEqualTo(text(vector, "sealed"));
    }

    private static SealedEvent event(JsonObject event) {
        JsonMembers details = JsonMembers.NONE;
        for (Map.Entry<String, JsonElement> detail :
                event.getAsJsonObject("details").entrySet()) {
            JsonElement value = detail.getValue();
            if (value.isJsonArray()) {
                details = details.with(
                        detail.getKey(),
                        value.getAsJsonArray().asList().stream()
                                .map(JsonElement::getAsLong)
                                .toList());
            } else if (value.getAsJsonPrimitive().isNumber()) {
                details = details.with(detail.getKey(), value.getAsLong());
            } else {
                details = details.with(detail.getKey(), value.getAsString());
            }
        }
        return new SealedEvent(
                event.get("number").getAsLong(),
                Instant.ofEpochMilli(event.get("at").getAsLong()),
                text(event, "by"),
                text(event, "kind"),
                details,
                JsonMembers.NONE);
    }

    static Stream<Named<JsonObject>> toleratedLists() {
        return named("sealed.json", "tolerated");
    }

    @ParameterizedTest
    @MethodSource("toleratedLists")
    void sealed_asNoWriterOfThisVersionWrites_isRead_andKeepsWhatIsNotKnown(JsonObject vector) throws Exception {
        byte[] data = AssociatedData.ofSealed(
                EnvironmentName.parse(text(vector, "environment")),
                vector.get("revision").getAsLong());
        byte[] json = new DekCipher(keyringOf(vector)).decrypt(text(vector, "sealed"), data);

        SealedContent content = SealedContent.fromBytes(json);

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(text(vector, "json"));
        assertThat(content.keys()).extracting(SealedKey::label).isEqualTo(strings(vector, "keys", "label"));
        assertThat(content.events())
                .extracting(SealedEvent::kind)
                .isEqualTo(vector.getAsJsonArray("event_kinds").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList());
        assertThat(SealedContent.fromBytes(content.toBytes())).isEqualTo(content);
    }

    private static List<String> strings(JsonObject vector, String array, String member) {
        return vector.getAsJsonArray(array).asList().stream()
                .map(element -> text(element.getAsJsonObject(), member))
                .toList();
    }

    /** A keyring with the one DEK that the vector names. */
    private static Keyring keyringOf(JsonObject vector) {
        int id = (int) vector.get("dek_id").getAsLong();
        return Keyring.fromBytes(ByteFields.text("")
                .bytes(new byte[32])
                .u32(id)
                .u32(1)
                .u32(id)
                .bytes(bytes(vector, "dek"))
                .toByteArray());
    }

    /** What the platform's own AES-GCM gives with the vector's DEK, nonce and associated data. */
    static String encrypt(JsonObject vector, byte[] plaintext) throws Exception {
        byte[] nonce = bytes(vector, "nonce");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes(vector, "dek"), "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bytes(vector, "associated_data"));
        byte[] raw = ByteFields.text("")
                .bytes(new byte[] {1})
                .u32((int) vector.get("dek_id").getAsLong())
                .bytes(nonce)
                .bytes(cipher.doFinal(plaintext))
                .toByteArray();
        return StoredValue.encode(StoredValue.ENCRYPTED, raw);
    }

    static Stream<Named<JsonObject>> named(String file, String array) {
        return Vectors.entries(Vectors.read(file), array).map(vector -> Named.of(text(vector, "name"), vector));
    }

    static String text(JsonObject vector, String field) {
        return Objects.requireNonNull(vector.get(field), field).getAsString();
    }

    static byte[] bytes(JsonObject vector, String field) {
        return HEX.parseHex(text(vector, field));
    }
}
