package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.spi.DocumentId;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that someone with write access and no key can do to a secret's document: flipped, cut, swapped, moved. Each
 * fails alike.
 */
class TamperTest {
    private static final String FAILURE = " does not decrypt: the key is wrong or the stored bytes were changed";
    private static final String POSING = "a former version posing as the current one";
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final DocumentId ID = new DocumentId("0123456789abcdef01234567");
    private static final X25519Identity KEY = X25519Identity.generate();
    private static final OpenEnvironment FIRST = environment("production");
    private static final OpenEnvironment PRODUCTION = FIRST.keys().withNewDek(CREATED);
    private static final OpenEnvironment STAGING = environment("staging");
    private static final Secret TOKEN = secret("production", "TOKEN", 7, "value of TOKEN", "note of TOKEN");
    private static final SecretDocument STORED = current(TOKEN);

    private static OpenEnvironment environment(String name) {
        return OpenEnvironment.create(
                EnvironmentName.parse(name), KEY, Label.parse("alice"), Actor.parse("alice@laptop"), CREATED);
    }

    private static Secret secret(String environment, String name, int version, String value, @Nullable String note) {
        return new Secret(
                EnvironmentName.parse(environment),
                SecretName.parse(name),
                new Content(SecretValue.of(value), note == null ? null : Note.of(note), Secret.Kind.LITERAL),
                version,
                CREATED,
                CREATED.plusMillis(version),
                Actor.parse("alice@laptop"));
    }

    private static SecretDocument current(Secret secret) {
        return PRODUCTION.encryptCurrent(secret, ID, 9);
    }

    @Test
    void whatNobodyTouched_decrypts() throws Exception {
        assertThat(PRODUCTION.decryptCurrent(STORED)).isEqualTo(TOKEN);
        assertThat(PRODUCTION.decryptFormer(PRODUCTION.encryptFormer(TOKEN, ID)))
                .isEqualTo(TOKEN);
        assertThat(PRODUCTION.decryptCurrent(FIRST.encryptCurrent(TOKEN, ID, 1)))
                .isEqualTo(TOKEN);
    }

    /** The place of a document in the collection and its revision are not part of what is authenticated. */
    @Test
    void idAndRevision_canBeChanged_andANoteTakenAway() throws Exception {
        SecretDocument moved = with(new DocumentId("ffffffffffffffffffffffff"), STORED.revision() + 1);

        assertThat(PRODUCTION.decryptCurrent(moved)).isEqualTo(TOKEN);
        assertThat(PRODUCTION
                        .decryptCurrent(STORED.withCiphertexts(STORED.value(), null))
                        .note())
                .isEmpty();
    }

    static Stream<Named<SecretDocument>> forgeries() {
        List<Named<SecretDocument>> all = new ArrayList<>();
        String value = STORED.value();
        String note = String.valueOf(STORED.note());
        SecretDocument other = current(secret("production", "OTHER", 7, "value of OTHER", "note of OTHER"));
        SecretDocument before = current(secret("production", "TOKEN", 6, "value before", "note before"));
        SecretDocument former = PRODUCTION.encryptFormer(TOKEN, ID);
        SecretDocument staging =
                STAGING.encryptCurrent(secret("staging", "TOKEN", 7, "value of staging", "note of staging"), ID, 9);
        SecretDocument forged =
                environment("production").keys().withNewDek(CREATED).encryptCurrent(TOKEN, ID, 9);

        for (String kind : List.of("value", "note")) {
            String own = kind.equals("value") ? value : note;
            forgedTexts(own)
                    .forEach(text -> all.add(Named.of(kind + ": " + text.getName(), with(kind, text.getPayload()))));
            add(all, kind + " of another secret", with(kind, textOf(kind, other)));
            add(all, kind + " of another version", with(kind, textOf(kind, before)));
            add(all, kind + " of the former version", with(kind, textOf(kind, former)));
            add(all, kind + " of another environment", with(kind, textOf(kind, staging)));
            add(all, kind + " by a keyring of one's own", with(kind, textOf(kind, forged)));
            add(
                    all,
                    "the sealed list in place of the " + kind,
                    with(kind, PRODUCTION.document().sealed()));
        }
        add(all, "value and note swapped", STORED.withCiphertexts(note, value));
        add(all, "the note in place of the value", STORED.withCiphertexts(note, null));
        add(all, "the value in place of the note", STORED.withCiphertexts(value, value));
        add(
                all,
                "a note added",
                current(secret("production", "TOKEN", 7, "v", null)).withCiphertexts(value, other.note()));

        add(all, "renamed", with(new Frame(STORED).name("TOKEN2")));
        add(all, "name in another case", with(new Frame(STORED).name("Token")));
        add(all, "name cut", with(new Frame(STORED).name("TOKE")));
        add(all, "the record of another secret", other.withCiphertexts(value, note));
        add(all, "the record of another version", before.withCiphertexts(value, note));
        add(all, "created_at earlier", with(new Frame(STORED).created(-1)));
        add(all, "created_at later", with(new Frame(STORED).created(1)));
        add(all, "updated_at earlier", with(new Frame(STORED).updated(-1)));
        add(all, "updated_at later", with(new Frame(STORED).updated(1)));
        add(
                all,
                "created_at and updated_at swapped",
                with(new Frame(STORED).created(7).updated(-7)));
        add(all, "version lowered", with(new Frame(STORED).version(6)));
        add(all, "version raised", with(new Frame(STORED).version(8)));
        add(all, "version with another high bit", with(new Frame(STORED).version(7 | 1 << 30)));
        add(all, "updated_by changed", with(new Frame(STORED).by("bob@desktop")));
        add(all, "updated_by cut", with(new Frame(STORED).by("alice@lapto")));
        add(all, "updated_by longer", with(new Frame(STORED).by("alice@laptop2")));
        add(all, "updated_by in another case", with(new Frame(STORED).by("Alice@laptop")));
        add(all, "template set", with(new Frame(STORED).flags(true, false)));
        add(all, "deleted set", with(new Frame(STORED).flags(false, true)));
        add(all, "template and deleted set", with(new Frame(STORED).flags(true, true)));
        Secret template = new Secret(
                TOKEN.environment(),
                TOKEN.name(),
                new Content(TOKEN.value(), TOKEN.content().note(), Secret.Kind.TEMPLATE),
                7,
                CREATED,
                TOKEN.updatedAt(),
                TOKEN.updatedBy());
        add(all, "template taken away", with(new Frame(current(template)).flags(false, false)));
        Secret deletion = new Secret(
                TOKEN.environment(),
                TOKEN.name(),
                Content.deletion(),
                7,
                CREATED,
                TOKEN.updatedAt(),
                TOKEN.updatedBy());
        add(all, "deleted taken away", with(new Frame(current(deletion)).flags(false, false)));
        add(all, POSING, with(new Frame(former)));
        add(all, "environment changed", with(new Frame(STORED).environment("staging")));
        add(all, "environment in another case", with(new Frame(STORED).environment("Production")));
        add(all, "a document of another environment", staging);
        add(all, "a document of another environment, renamed", with(new Frame(staging).environment("production")));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void forgery_doesNotDecrypt(SecretDocument document) {
        assertThatThrownBy(() -> PRODUCTION.decryptCurrent(document))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage("secret " + document.name() + " of production" + FAILURE)
                .hasNoCause();
    }

    static Stream<Named<SecretDocument>> forgeriesOfTheCurrentVersion() {
        return forgeries().filter(forgery -> !forgery.getName().equals(POSING));
    }

    @ParameterizedTest
    @MethodSource("forgeriesOfTheCurrentVersion")
    void forgery_inHistory_doesNotDecryptEither(SecretDocument document) {
        assertThatThrownBy(() -> PRODUCTION.decryptFormer(document))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage(
                        "version " + document.version() + " of secret " + document.name() + " of production" + FAILURE);
    }

    @Test
    void current_posingAsAFormerVersion_doesNotDecrypt() {
        assertThatThrownBy(() -> PRODUCTION.decryptFormer(STORED))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage("version 7 of secret TOKEN of production" + FAILURE);
    }

    @Test
    void dekId_thatIsNotInTheKeyring_isUnknown_notForged() {
        for (int id : new int[] {0, 3, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            SecretDocument document = STORED.withCiphertexts(
                    edited(
                            STORED.value(),
                            bytes -> ByteBuffer.wrap(bytes).putInt(1, id).array()),
                    null);
            assertThatThrownBy(() -> PRODUCTION.decryptCurrent(document))
                    .isInstanceOf(UnknownDekException.class)
                    .satisfies(
                            e -> assertThat(((UnknownDekException) e).dekId()).isEqualTo(Integer.toUnsignedLong(id)))
                    .satisfies(e -> assertThat(((UnknownDekException) e).isAboveActive())
                            .isEqualTo(id != 0));
        }
    }

    /** The text with every byte flipped in turn, cut, and written in other ways that mean the same bytes. */
    private static Stream<Named<String>> forgedTexts(String text) {
        List<Named<String>> all = new ArrayList<>();
        int length = StoredValue.decode(StoredValue.ENCRYPTED, text).orElseThrow().length;
        for (int i = 0; i < length; i++) {
            int index = i;
            // A flipped id is a DEK that is not there; the one that is there is next.
            if (i == 0 || i > 4) {
                all.add(Named.of("byte " + i + " flipped", edited(text, bytes -> {
                    bytes[index] ^= 1;
                    return bytes;
                })));
            }
        }
        all.add(Named.of("the id of the other DEK", edited(text, bytes -> {
            bytes[4] ^= 3;
            return bytes;
        })));
        for (int cut : new int[] {1, 16, length - 33, length - 5, length}) {
            all.add(Named.of(cut + " bytes cut", edited(text, bytes -> Arrays.copyOf(bytes, bytes.length - cut))));
        }
        all.add(Named.of("first byte cut", edited(text, bytes -> Arrays.copyOfRange(bytes, 1, bytes.length))));
        all.add(Named.of("one byte more", edited(text, bytes -> Arrays.copyOf(bytes, bytes.length + 1))));
        all.add(Named.of("padded", text + "="));
        all.add(Named.of("with a line end", text + "\n"));
        all.add(Named.of("with a space inside", text.substring(0, 20) + " " + text.substring(20)));
        all.add(Named.of("nothing behind the prefix", StoredValue.ENCRYPTED));
        all.add(Named.of("twice", text + text.substring(3)));
        return all.stream();
    }

    private static String edited(String text, UnaryOperator<byte[]> edit) {
        return StoredValue.encode(
                StoredValue.ENCRYPTED,
                edit.apply(StoredValue.decode(StoredValue.ENCRYPTED, text).orElseThrow()));
    }

    private static String textOf(String kind, SecretDocument document) {
        return kind.equals("value") ? document.value() : String.valueOf(document.note());
    }

    private static SecretDocument with(String kind, String text) {
        return kind.equals("value")
                ? STORED.withCiphertexts(text, STORED.note())
                : STORED.withCiphertexts(STORED.value(), text);
    }

    private static SecretDocument with(DocumentId id, int revision) {
        return new SecretDocument(
                id,
                STORED.name(),
                STORED.value(),
                STORED.environment(),
                STORED.createdAt(),
                STORED.updatedAt(),
                STORED.version(),
                STORED.updatedBy(),
                revision,
                STORED.isTemplate(),
                STORED.isDeleted(),
                STORED.note());
    }

    private static void add(List<Named<SecretDocument>> all, String what, SecretDocument document) {
        all.add(Named.of(what, document));
    }

    private static SecretDocument with(Frame frame) {
        return frame.document;
    }

    /** A document whose fields are changed one by one. */
    private static final class Frame {
        private SecretDocument document;

        Frame(SecretDocument document) {
            this.document = document;
        }

        Frame name(String name) {
            return set(document.environment(), SecretName.parse(name), document.updatedBy(), document.version());
        }

        Frame environment(String name) {
            return set(EnvironmentName.parse(name), document.name(), document.updatedBy(), document.version());
        }

        Frame by(String actor) {
            return set(document.environment(), document.name(), Actor.parse(actor), document.version());
        }

        Frame version(int version) {
            return set(document.environment(), document.name(), document.updatedBy(), version);
        }

        Frame created(long millis) {
            return times(document.createdAt().plusMillis(millis), document.updatedAt());
        }

        Frame updated(long millis) {
            return times(document.createdAt(), document.updatedAt().plusMillis(millis));
        }

        private Frame set(EnvironmentName environment, SecretName name, Actor by, int version) {
            document = new SecretDocument(
                    document.id(),
                    name,
                    document.value(),
                    environment,
                    document.createdAt(),
                    document.updatedAt(),
                    version,
                    by,
                    document.revision(),
                    document.isTemplate(),
                    document.isDeleted(),
                    document.note());
            return this;
        }

        private Frame times(Instant created, Instant updated) {
            document = new SecretDocument(
                    document.id(),
                    document.name(),
                    document.value(),
                    document.environment(),
                    created,
                    updated,
                    document.version(),
                    document.updatedBy(),
                    document.revision(),
                    document.isTemplate(),
                    document.isDeleted(),
                    document.note());
            return this;
        }

        Frame flags(boolean isTemplate, boolean isDeleted) {
            document = new SecretDocument(
                    document.id(),
                    document.name(),
                    document.value(),
                    document.environment(),
                    document.createdAt(),
                    document.updatedAt(),
                    document.version(),
                    document.updatedBy(),
                    document.revision(),
                    isTemplate,
                    isDeleted,
                    document.note());
            return this;
        }
    }
}
