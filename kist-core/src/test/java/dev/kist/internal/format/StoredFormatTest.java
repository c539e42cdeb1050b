package dev.kist.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.SecretName;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final SecretDocument DOCUMENT = new SecretDocument(
            new DocumentId("0123456789abcdef01234567"),
            SecretName.parse("TOKEN"),
            "k1.AAAA",
            EnvironmentName.parse("production"),
            CREATED,
            CREATED.plusMillis(1),
            2,
            Actor.parse("alice@laptop"),
            3,
            false,
            false,
            null);

    @Test
    void storedValue_isPrefixAndBase64urlWithoutPadding() {
        byte[] bytes = {(byte) 0xfb, (byte) 0xff, 0};
        assertThat(StoredValue.encode("k1.", bytes)).isEqualTo("k1.-_8A");
        assertThat(StoredValue.decode("k1.", "k1.-_8A")).contains(bytes);
        assertThat(StoredValue.decode("k1.", "k1.")).contains(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k1",
                "K1.AAAA",
                "w1.AAAA",
                " k1.AAAA",
                "k1.AAAA ",
                "k1.AAA=",
                "k1.AA==",
                "k1.A",
                "k1.AB",
                "k1.+/AA",
                "k1.AA\nAA",
                "k1.AAé"
            })
    void storedValue_inAnotherForm_isNone(String text) {
        assertThat(StoredValue.decode("k1.", text)).isEmpty();
    }

    @Test
    void byteFields_areBigEndian_andLengthsAreBytes() {
        assertThat(HexFormat.of()
                        .formatHex(ByteFields.text("kist")
                                .field("é")
                                .u32(1)
                                .i64(-2)
                                .date(CREATED)
                                .bytes(new byte[] {7})
                                .toByteArray()))
                .isEqualTo("6b697374" + "00000002c3a9" + "00000001" + "fffffffffffffffe" + "0000019b7ca98f2e" + "07");
    }

    @Test
    void documentId_is12Bytes_beginningWithTheTime() {
        DocumentId id = DocumentId.create(Instant.ofEpochSecond(0x65432100L), new SecureRandom());
        assertThat(id.hex()).hasSize(24).startsWith("65432100");
        assertThat(DocumentId.create(CREATED, new SecureRandom()))
                .isNotEqualTo(DocumentId.create(CREATED, new SecureRandom()));
        for (String wrong :
                List.of("", "01", "0123456789abcdef0123456", "0123456789abcdef0123456x", "0123456789abcdef012345678")) {
            assertThatThrownBy(() -> new DocumentId(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void currentDocument_isFieldsInOrder_andBack() {
        Map<String, Object> fields = DocumentFields.ofCurrent(DOCUMENT);

        assertThat(fields.keySet())
                .containsExactly(
                        "_id",
                        "key",
                        "value",
                        "environment",
                        "created_at",
                        "updated_at",
                        "version",
                        "updated_by",
                        "revision");
        assertThat(DocumentFields.parseCurrent(fields)).isEqualTo(DOCUMENT);
    }

    @Test
    void formerDocument_hasNoRevision() {
        Map<String, Object> fields = DocumentFields.ofFormer(DOCUMENT);

        assertThat(fields).doesNotContainKey("revision");
        assertThat(((SecretDocument) DocumentFields.parseFormer(fields)).revision())
                .isZero();
    }

    @Test
    void optionalFields_areThereOnlyWhereTheySaySomething() {
        Map<String, Object> fields = DocumentFields.ofCurrent(new SecretDocument(
                DOCUMENT.id(),
                DOCUMENT.name(),
                "k1.AAAA",
                DOCUMENT.environment(),
                CREATED,
                CREATED,
                1,
                DOCUMENT.updatedBy(),
                1,
                true,
                true,
                "k1.BBBB"));

        assertThat(fields)
                .containsEntry("template", true)
                .containsEntry("deleted", true)
                .containsEntry("note", "k1.BBBB");
        fields.put("template", false);
        fields.put("unknown", List.of(1));
        assertThat(((SecretDocument) DocumentFields.parseCurrent(fields)).isTemplate())
                .isFalse();
    }

    static Stream<Arguments> foreignFields() {
        return Stream.of(
                Arguments.of("version", null, "it was not written by Kist"),
                Arguments.of("value", null, "it was not written by Kist"),
                Arguments.of("value", "plain text", "it was not written by Kist"),
                Arguments.of("value", 7, "it was not written by Kist"),
                Arguments.of("version", "2", "version has another type"),
                Arguments.of("version", 2.0, "version has another type"),
                Arguments.of("version", 1L << 32, "version has another type"),
                Arguments.of("version", 0, "version is below 1"),
                Arguments.of("revision", 0, "revision is below 1"),
                Arguments.of("revision", null, "revision is missing"),
                Arguments.of("_id", "text", "_id has another type"),
                Arguments.of("key", null, "key is missing"),
                Arguments.of("key", "not a name", "cannot be a secret's name"),
                Arguments.of("environment", "/", "cannot be an environment's name"),
                Arguments.of("created_at", null, "created_at is missing"),
                Arguments.of("updated_at", 1767323045678L, "updated_at has another type"),
                Arguments.of("updated_by", null, "updated_by is missing"),
                Arguments.of("updated_by", "\u001b", "cannot name who writes"),
                Arguments.of("template", 1, "template has another type"),
                Arguments.of("deleted", "true", "deleted has another type"),
                Arguments.of("note", 5, "note has another type"));
    }

    @ParameterizedTest
    @MethodSource("foreignFields")
    void document_ofOtherHands_isForeign_andNamed(String field, @Nullable Object value, String why) {
        Map<String, Object> fields = new HashMap<>(DocumentFields.ofCurrent(DOCUMENT));
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }

        StoredDocument stored = DocumentFields.parseCurrent(fields);

        assertThat(stored).isInstanceOf(ForeignDocument.class);
        assertThat(((ForeignDocument) stored).why()).contains(why).doesNotContain("plain text");
        assertThat(stored.key()).isEqualTo(fields.get("key") instanceof String key ? key : "(no name)");
    }

    @Test
    void integersOf64Bits_areRead() {
        Map<String, Object> fields = new HashMap<>(DocumentFields.ofCurrent(DOCUMENT));
        fields.put("version", 2L);
        fields.put("revision", 3L);

        assertThat(DocumentFields.parseCurrent(fields)).isEqualTo(DOCUMENT);
    }

    @Test
    void environmentDocument_isFieldsAndBack_andNamesWhatIsWrong() {
        EnvironmentDocument document = new EnvironmentDocument(
                EnvironmentName.parse("production"),
                List.of(new KeyEntry("id", "alice", "kist-pub-1-x", CREATED, "alice@laptop", "w1.AAAA")),
                "k1.AAAA",
                4,
                CREATED,
                CREATED);
        Map<String, Object> fields = DocumentFields.of(document);

        assertThat(fields.keySet())
                .containsExactly("_id", "format", "keys", "sealed", "revision", "created_at", "updated_at");
        assertThat(DocumentFields.parseEnvironment(document.name(), fields)).isEqualTo(document);
        for (String field : List.of("format", "keys", "sealed", "revision", "created_at", "updated_at")) {
            Map<String, Object> without = new HashMap<>(fields);
            without.remove(field);
            assertThatThrownBy(() -> DocumentFields.parseEnvironment(document.name(), without))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(field + " is missing");
        }
        Map<String, Object> oddKeys = new HashMap<>(fields);
        oddKeys.put("keys", List.of("alice"));
        assertThatThrownBy(() -> DocumentFields.parseEnvironment(document.name(), oddKeys))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void sealedContent_isJsonAndBack_whateverItsOrderAndSpaces() {
        SealedContent content = new SealedContent(
                List.of(new SealedKey("a \"b\" \\", "kist-pub-1-x", CREATED, "<&'>=@host")),
                new Inheritance("base", "0123456789abcdef0123456789abcdef"));
        String json = new String(content.toBytes(), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"keys\":[{\"label\":\"a \\\"b\\\" \\\\\",\"public_key\":\"kist-pub-1-x\",\"created_at\":"
                        + CREATED.toEpochMilli()
                        + ",\"created_by\":\"<&'>=@host\"}],\"inherits\":{\"environment\":\"base\","
                        + "\"fingerprint\":\"0123456789abcdef0123456789abcdef\"}}");
        assertThat(SealedContent.fromBytes(content.toBytes())).isEqualTo(content);
        String other =
                " { \"more\": 1, \"keys\" : [ { \"created_by\":\"b\", \"label\":\"\\u0061\", \"x\":[], \"created_at\": 5 ,"
                        + " \"public_key\":\"p\"} ] } ";
        assertThat(SealedContent.fromBytes(other.getBytes(StandardCharsets.UTF_8))
                        .keys())
                .containsExactly(new SealedKey("a", "p", Instant.ofEpochMilli(5), "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[],",
                "{\"keys\":null}",
                "{\"keys\":[],\"inherits\":[]}",
                "{\"keys\":[],\"inherits\":{}}",
                "{\"keys\":[],\"inherits\":{\"environment\":null}}",
                "{\"keys\":[{\"label\":null,\"public_key\":\"p\",\"created_at\":1,\"created_by\":\"b\"}]}",
                "{\"keys\":[{\"label\":\"a\",\"public_key\":\"p\",\"created_at\":\"x\",\"created_by\":\"b\"}]}",
            })
    void sealedContent_ofAnotherShape_isRefused(String json) {
        assertThatThrownBy(() -> SealedContent.fromBytes(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
