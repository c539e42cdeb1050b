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
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentId;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredFlag;
import dev.kist.spi.StoredValue;
import dev.kist.spi.StoredVersion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
    private static final Author AUTHOR = new Author(Actor.parse("alice@laptop"), () -> CREATED);
    private static final DocumentId ID = new DocumentId("0123456789abcdef01234567");
    private static final X25519Identity KEY = X25519Identity.generate();
    private static final OpenEnvironment FIRST = environment("production");
    private static final OpenEnvironment PRODUCTION = FIRST.keys().withNewDek(AUTHOR);
    private static final OpenEnvironment STAGING = environment("staging");
    private static final Secret TOKEN = secret("production", "TOKEN", 7, "value of TOKEN", "note of TOKEN");
    private static final CurrentDocument STORED = current(TOKEN);

    private static OpenEnvironment environment(String name) {
        return OpenEnvironment.create(EnvironmentName.parse(name), KEY, Label.parse("alice"), AUTHOR);
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

    private static Secret of(Secret.Kind kind) {
        return of(new Content(TOKEN.value(), TOKEN.content().note(), kind));
    }

    private static Secret deletion() {
        return of(Content.deletion());
    }

    private static Secret bytes() {
        return of(new Content(
                SecretValue.ofBytes(new byte[] {0, -1, 'k'}), TOKEN.content().note(), Secret.Kind.BINARY));
    }

    private static Secret of(Content content) {
        return new Secret(
                TOKEN.environment(),
                TOKEN.name(),
                content,
                TOKEN.version(),
                CREATED,
                TOKEN.updatedAt(),
                TOKEN.updatedBy());
    }

    private static CurrentDocument current(Secret secret) {
        return PRODUCTION.encryptCurrent(secret, ID, 9);
    }

    @Test
    void whatNobodyTouched_decrypts() throws Exception {
        for (Secret secret : List.of(TOKEN, of(Secret.Kind.TEMPLATE), deletion(), bytes())) {
            assertThat(PRODUCTION.decrypt(current(secret))).isEqualTo(secret);
            assertThat(PRODUCTION.decrypt(PRODUCTION.encryptAgain(FIRST.encryptFormer(secret, ID))))
                    .isEqualTo(secret);
        }
        assertThat(PRODUCTION.decrypt(STORED)).isEqualTo(TOKEN);
        assertThat(PRODUCTION.decrypt(PRODUCTION.encryptFormer(TOKEN, ID))).isEqualTo(TOKEN);
        assertThat(PRODUCTION.decrypt(FIRST.encryptCurrent(TOKEN, ID, 1))).isEqualTo(TOKEN);
    }

    /** The place of a document in the collection and its revision are not part of what is authenticated. */
    @Test
    void idAndRevision_canBeChanged() throws Exception {
        CurrentDocument moved = with(new DocumentId("ffffffffffffffffffffffff"), STORED.revision() + 1);

        assertThat(PRODUCTION.decrypt(moved)).isEqualTo(TOKEN);
    }

    static Stream<Named<CurrentDocument>> forgeries() {
        List<Named<CurrentDocument>> all = new ArrayList<>();
        String value = STORED.value();
        String note = String.valueOf(STORED.note());
        CurrentDocument other = current(secret("production", "OTHER", 7, "value of OTHER", "note of OTHER"));
        CurrentDocument before = current(secret("production", "TOKEN", 6, "value before", "note before"));
        FormerDocument former = PRODUCTION.encryptFormer(TOKEN, ID);
        CurrentDocument staging =
                STAGING.encryptCurrent(secret("staging", "TOKEN", 7, "value of staging", "note of staging"), ID, 9);
        CurrentDocument forged =
                environment("production").keys().withNewDek(AUTHOR).encryptCurrent(TOKEN, ID, 9);

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

        add(all, "the note taken away", STORED.withCiphertexts(value, null));
        add(
                all,
                "a note added to a deletion",
                current(deletion()).withCiphertexts(current(deletion()).value(), note));
        add(all, "binary set", with(new Frame(STORED).flags(StoredFlag.BINARY)));
        add(all, "binary and template set", with(new Frame(STORED).flags(StoredFlag.BINARY, StoredFlag.TEMPLATE)));
        CurrentDocument bytes = current(bytes());
        add(all, "binary taken away", with(new Frame(bytes).flags()));
        add(all, "template set on bytes", with(new Frame(bytes).flags(StoredFlag.BINARY, StoredFlag.TEMPLATE)));
        add(all, "template in place of binary", with(new Frame(bytes).flags(StoredFlag.TEMPLATE)));
        add(all, "the value of bytes", STORED.withCiphertexts(bytes.value(), note));
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
        add(all, "template set", with(new Frame(STORED).flags(StoredFlag.TEMPLATE)));
        add(all, "deleted set", with(new Frame(STORED).flags(StoredFlag.DELETED)));
        add(all, "template and deleted set", with(new Frame(STORED).flags(StoredFlag.TEMPLATE, StoredFlag.DELETED)));
        add(all, "template taken away", with(new Frame(current(of(Secret.Kind.TEMPLATE))).flags()));
        add(all, "deleted taken away", with(new Frame(current(deletion())).flags()));
        add(all, POSING, new CurrentDocument(ID, former.stored(), 9));
        add(all, "environment changed", with(new Frame(STORED).environment("staging")));
        add(all, "environment in another case", with(new Frame(STORED).environment("Production")));
        add(all, "a document of another environment", staging);
        add(all, "a document of another environment, renamed", with(new Frame(staging).environment("production")));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void forgery_doesNotDecrypt(CurrentDocument document) {
        assertThatThrownBy(() -> PRODUCTION.decrypt(document))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage("secret " + document.name() + " of production" + FAILURE)
                .hasNoCause();
    }

    static Stream<Named<CurrentDocument>> forgeriesOfTheCurrentVersion() {
        return forgeries().filter(forgery -> !forgery.getName().equals(POSING));
    }

    @ParameterizedTest
    @MethodSource("forgeriesOfTheCurrentVersion")
    void forgery_inHistory_doesNotDecryptEither(CurrentDocument document) {
        assertThatThrownBy(() -> PRODUCTION.decrypt(new FormerDocument(document.id(), document.stored())))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage(
                        "version " + document.version() + " of secret " + document.name() + " of production" + FAILURE);
    }

    @Test
    void current_posingAsAFormerVersion_doesNotDecrypt() {
        assertThatThrownBy(() -> PRODUCTION.decrypt(new FormerDocument(ID, STORED.stored())))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage("version 7 of secret TOKEN of production" + FAILURE);
    }

    @Test
    void dekId_thatIsNotInTheKeyring_isUnknown_notForged() {
        for (int id : new int[] {0, 3, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            CurrentDocument document = STORED.withCiphertexts(
                    edited(
                            STORED.value(),
                            bytes -> ByteBuffer.wrap(bytes).putInt(1, id).array()),
                    null);
            assertThatThrownBy(() -> PRODUCTION.decrypt(document))
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

    private static CurrentDocument with(String kind, String text) {
        return kind.equals("value")
                ? STORED.withCiphertexts(text, STORED.note())
                : STORED.withCiphertexts(STORED.value(), text);
    }

    private static CurrentDocument with(DocumentId id, int revision) {
        return new CurrentDocument(id, STORED.stored(), revision);
    }

    private static void add(List<Named<CurrentDocument>> all, String what, CurrentDocument document) {
        all.add(Named.of(what, document));
    }

    private static CurrentDocument with(Frame frame) {
        return frame.document;
    }

    /** A document whose fields are changed one by one. */
    private static final class Frame {
        private CurrentDocument document;

        Frame(CurrentDocument document) {
            this.document = document;
        }

        Frame name(String name) {
            return record(document.environment(), SecretName.parse(name), document.updatedBy(), document.version());
        }

        Frame environment(String name) {
            return record(EnvironmentName.parse(name), document.name(), document.updatedBy(), document.version());
        }

        Frame by(String actor) {
            return record(document.environment(), document.name(), Actor.parse(actor), document.version());
        }

        Frame version(int version) {
            return record(document.environment(), document.name(), document.updatedBy(), version);
        }

        Frame created(long millis) {
            return rest(document.createdAt().plusMillis(millis), document.updatedAt(), document.flags());
        }

        Frame updated(long millis) {
            return rest(document.createdAt(), document.updatedAt().plusMillis(millis), document.flags());
        }

        Frame flags(StoredFlag... flags) {
            return rest(document.createdAt(), document.updatedAt(), Set.of(flags));
        }

        private Frame record(EnvironmentName environment, SecretName name, Actor by, int version) {
            document = document.with(new StoredVersion(
                    name,
                    document.value(),
                    environment,
                    document.createdAt(),
                    document.updatedAt(),
                    version,
                    by,
                    document.flags(),
                    document.note()));
            return this;
        }

        private Frame rest(Instant created, Instant updated, Set<StoredFlag> flags) {
            document = document.with(new StoredVersion(
                    document.name(),
                    document.value(),
                    document.environment(),
                    created,
                    updated,
                    document.version(),
                    document.updatedBy(),
                    flags,
                    document.note()));
            return this;
        }
    }
}
