// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.SecretName;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredFlag;
import dev.kist.spi.StoredValue;
import dev.kist.spi.StoredVersion;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final CurrentDocument DOCUMENT = new CurrentDocument(
            new DocumentId("0123456789abcdef01234567"),
            new StoredVersion(
                    SecretName.parse("TOKEN"),
                    "k1.AAAA",
                    EnvironmentName.parse("production"),
                    CREATED,
                    CREATED.plusMillis(1),
                    2,
                    Actor.parse("alice@laptop"),
                    Set.of(),
                    null),
            3);

    private static final FormerDocument FORMER = new FormerDocument(DOCUMENT.id(), DOCUMENT.stored());

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
        Map<String, Object> fields = DocumentFields.of(DOCUMENT);

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
        Map<String, Object> fields = DocumentFields.of(FORMER);

        assertThat(fields).doesNotContainKey("revision");
        assertThat(DocumentFields.parseFormer(fields)).isEqualTo(FORMER);
    }

    @Test
    void optionalFields_areThereOnlyWhereTheySaySomething() {
        Map<String, Object> fields = DocumentFields.of(new CurrentDocument(
                DOCUMENT.id(),
                new StoredVersion(
                        DOCUMENT.name(),
                        "k1.AAAA",
                        DOCUMENT.environment(),
                        CREATED,
                        CREATED,
                        1,
                        DOCUMENT.updatedBy(),
                        Set.of(StoredFlag.values()),
                        "k1.BBBB"),
                1));

        assertThat(fields)
                .containsEntry("template", true)
                .containsEntry("deleted", true)
                .containsEntry("note", "k1.BBBB")
                .containsEntry("binary", true);
        fields.put("template", false);
        fields.put("unknown", List.of(1));
        assertThat(((SecretDocument) DocumentFields.parseCurrent(fields)).flags())
                .containsExactlyInAnyOrder(StoredFlag.DELETED, StoredFlag.BINARY);
    }

    private static final String DOES_NOT_DECRYPT =
            "it does not decrypt: the key is wrong or the stored bytes were changed";

    static Stream<Arguments> foreignFields() {
        return Stream.of(
                Arguments.of("version", null, "it was not written by Kist"),
                Arguments.of("value", null, "it was not written by Kist"),
                Arguments.of("value", "plain text", "it was not written by Kist"),
                Arguments.of("value", 7, "it was not written by Kist"),
                Arguments.of("version", "2", DOES_NOT_DECRYPT),
                Arguments.of("version", 2.0, DOES_NOT_DECRYPT),
                Arguments.of("version", 1L << 32, DOES_NOT_DECRYPT),
                Arguments.of("version", 0, DOES_NOT_DECRYPT),
                Arguments.of("revision", 0, "its revision is no whole number from 1 to 2147483647"),
                Arguments.of("revision", null, "its revision is no whole number from 1 to 2147483647"),
                Arguments.of("_id", "text", "its _id is no ObjectId"),
                Arguments.of("key", null, "it was not written by Kist"),
                Arguments.of("key", "not a name", "it was not written by Kist"),
                Arguments.of("environment", "/", DOES_NOT_DECRYPT),
                Arguments.of("created_at", null, DOES_NOT_DECRYPT),
                Arguments.of("updated_at", 1767323045678L, DOES_NOT_DECRYPT),
                Arguments.of("updated_by", null, DOES_NOT_DECRYPT),
                Arguments.of("updated_by", "\u001b", DOES_NOT_DECRYPT),
                Arguments.of("template", 1, DOES_NOT_DECRYPT),
                Arguments.of("deleted", "true", DOES_NOT_DECRYPT),
                Arguments.of("binary", 1, DOES_NOT_DECRYPT),
                Arguments.of("note", 5, DOES_NOT_DECRYPT),
                Arguments.of("note", "k1." + "A".repeat(5507), "note has 5510 characters, and at most 5509 are read"),
                Arguments.of(
                        "value",
                        "k1." + "A".repeat(1_398_147),
                        "value has 1398150 characters, and at most 1398149 are read"));
    }

    @ParameterizedTest
    @MethodSource("foreignFields")
    void document_ofOtherHands_isForeign_andNamed(String field, @Nullable Object value, String why) {
        Map<String, Object> fields = new HashMap<>(DocumentFields.of(DOCUMENT));
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
        Map<String, Object> fields = new HashMap<>(DocumentFields.of(DOCUMENT));
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
        for (String field : List.of("format", "keys", "sealed", "revision")) {
            Map<String, Object> without = new HashMap<>(fields);
            without.remove(field);
            assertThatThrownBy(() -> DocumentFields.parseEnvironment(document.name(), without))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(field + " is missing");
        }
        for (String field : List.of("created_at", "updated_at")) {
            Map<String, Object> without = new HashMap<>(fields);
            without.put(field, "yesterday");
            assertThat(DocumentFields.parseEnvironment(document.name(), without).keys())
                    .isEqualTo(document.keys());
        }
        Map<String, Object> oddKeys = new HashMap<>(fields);
        oddKeys.put("keys", List.of("alice"));
        assertThatThrownBy(() -> DocumentFields.parseEnvironment(document.name(), oddKeys))
                .isInstanceOf(FormatException.class);
    }
}
