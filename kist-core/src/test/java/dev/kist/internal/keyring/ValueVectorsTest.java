package dev.kist.internal.keyring;

import static dev.kist.internal.keyring.KeyringVectorsTest.bytes;
import static dev.kist.internal.keyring.KeyringVectorsTest.named;
import static dev.kist.internal.keyring.KeyringVectorsTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.format.Vectors;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredFlag;
import dev.kist.spi.StoredVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors for values and notes. */
class ValueVectorsTest {
    private static final DocumentId ID = new DocumentId("0123456789abcdef01234567");

    static Stream<Named<JsonObject>> values() {
        return named("values.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isBoundToItsRecord_andDecrypts(JsonObject vector) throws Exception {
        byte[] data = AssociatedData.ofValue(record(vector, ""));
        byte[] plaintext = plaintext(vector);
        String value = KeyringVectorsTest.encrypt(vector, plaintext);

        assertThat(data).isEqualTo(bytes(vector, "associated_data"));
        if (vector.has("value")) {
            assertThat(value).isEqualTo(text(vector, "value"));
        } else {
            assertThat(value).hasSize(vector.get("value_length").getAsInt());
            assertThat(HexFormat.of().formatHex(Sha256.of(value.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo(text(vector, "value_sha256"));
        }
        assertThat(cipher("values.json").decrypt(value, data)).isEqualTo(plaintext);
        assertThat(cipher("values.json").decrypt(cipher("values.json").encrypt(plaintext, data), data))
                .isEqualTo(plaintext);
        SecretContent content = new SecretContent(plaintext, null);
        assertThat(content.read(record(vector, "").flags()).value()).isEqualTo(valueOf(vector, plaintext));
    }

    static Stream<Named<JsonObject>> notes() {
        return named("notes.json", "valid");
    }

    @ParameterizedTest
    @MethodSource("notes")
    void note_isBoundToItsRecord_andDecrypts(JsonObject vector) throws Exception {
        byte[] data = AssociatedData.ofNote(record(vector, ""));
        byte[] plaintext = plaintext(vector);

        assertThat(data).isEqualTo(bytes(vector, "associated_data"));
        assertThat(KeyringVectorsTest.encrypt(vector, plaintext)).isEqualTo(text(vector, "note"));
        assertThat(cipher("notes.json").decrypt(text(vector, "note"), data)).isEqualTo(plaintext);
        assertThat(new String(plaintext, StandardCharsets.UTF_8))
                .satisfies(text -> assertThat(Note.of(text).text()).isEqualTo(text));
    }

    static Stream<Named<JsonObject>> invalidValues() {
        return named("values.json", "invalid");
    }

    @ParameterizedTest
    @MethodSource("invalidValues")
    void value_thatWasChanged_isRefused(JsonObject vector) {
        JsonObject first =
                Vectors.read("values.json").getAsJsonArray("valid").get(0).getAsJsonObject();
        SecretDocument document = record(first, text(vector, "value"));

        switch (text(vector, "outcome")) {
            case "not-kist" -> {
                Map<String, Object> fields = new HashMap<>(DocumentFields.of(document));
                assertThat(DocumentFields.parseCurrent(fields)).isInstanceOf(ForeignDocument.class);
            }
            case "unknown-dek" ->
                assertThatThrownBy(() -> environment(document.environment()).decrypt(document))
                        .isInstanceOf(UnknownDekException.class);
            default ->
                assertThatThrownBy(() -> environment(document.environment()).decrypt(document))
                        .isInstanceOf(DecryptionFailedException.class)
                        .hasMessage("secret DATABASE_URL of production does not decrypt: the key is wrong or the stored"
                                + " bytes were changed");
        }
    }

    private static OpenEnvironment environment(EnvironmentName name) {
        SealedKey only =
                new SealedKey("alice", X25519Identity.generate().recipient().text(), Instant.EPOCH, "alice@laptop");
        SealedChange change =
                new SealedChange(SealedContent.first(only), List.of(), EventKind.CREATED, JsonMembers.NONE);
        Author author = new Author(Actor.parse("alice@laptop"), () -> Instant.EPOCH);
        return OpenEnvironment.write(
                EnvironmentSealing.first(
                        name, KeyringWrapper.anew(name, keyring("values.json"), KmsServices.none()), change, author),
                true);
    }

    private static DekCipher cipher(String file) {
        return new DekCipher(keyring(file));
    }

    private static Keyring keyring(String file) {
        return Keyring.fromBytes(bytes(Vectors.read(file), "keyring"));
    }

    /** What a reader makes of the bytes: a deletion has no value. */
    private static SecretValue valueOf(JsonObject vector, byte[] plaintext) {
        if (vector.get("deleted").getAsBoolean()) {
            return SecretValue.of("");
        }
        return vector.get("binary").getAsBoolean()
                ? SecretValue.ofBytes(plaintext)
                : SecretValue.of(new String(plaintext, StandardCharsets.UTF_8));
    }

    private static byte[] plaintext(JsonObject vector) {
        if (vector.has("plaintext_bytes_hex")) {
            return bytes(vector, "plaintext_bytes_hex");
        }
        if (vector.has("plaintext")) {
            return text(vector, "plaintext").getBytes(StandardCharsets.UTF_8);
        }
        String unit = text(vector, "plaintext_repeat");
        int size = vector.get("plaintext_bytes").getAsInt();
        int unitSize = unit.getBytes(StandardCharsets.UTF_8).length;
        return (unit.repeat(size / unitSize) + "k".repeat(size % unitSize)).getBytes(StandardCharsets.UTF_8);
    }

    private static SecretDocument record(JsonObject vector, String value) {
        StoredVersion stored = new StoredVersion(
                SecretName.parse(text(vector, "key")),
                value,
                EnvironmentName.parse(text(vector, "environment")),
                Instant.ofEpochMilli(vector.get("created_at").getAsLong()),
                Instant.ofEpochMilli(vector.get("updated_at").getAsLong()),
                vector.get("version").getAsInt(),
                Actor.parse(text(vector, "updated_by")),
                Stream.of(StoredFlag.values())
                        .filter(flag -> vector.get(flag.field()).getAsBoolean())
                        .collect(Collectors.toSet()),
                vector.get("has_note").getAsBoolean() ? "k1." : null);
        return vector.get("current").getAsBoolean()
                ? new CurrentDocument(ID, stored, 1)
                : new FormerDocument(ID, stored);
    }
}
