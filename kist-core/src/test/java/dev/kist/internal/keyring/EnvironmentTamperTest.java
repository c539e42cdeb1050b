// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FingerprintException;
import dev.kist.FormatException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.StoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What someone with write access and no key can do to an environment's document. */
class EnvironmentTamperTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final Actor ACTOR = Actor.parse("alice@laptop");
    private static final Author AUTHOR = new Author(ACTOR, () -> NOW);
    private static final X25519Identity ALICE = X25519Identity.generate();
    private static final X25519Identity BOB = X25519Identity.generate();
    private static final X25519Identity MALLORY = X25519Identity.generate();

    /** Before and after a rotation; before it bob's key was added. */
    private static final OpenEnvironment FIRST = create(NAME, ALICE);

    private static final OpenEnvironment SECOND = FIRST.keys().with(BOB.recipient(), Label.parse("bob"), AUTHOR);
    private static final OpenEnvironment ROTATED = SECOND.keys().withNewDek(AUTHOR);
    private static final OpenEnvironment FORGED = OpenEnvironment.create(NAME, MALLORY, Label.parse("mallory"), AUTHOR)
            .keys()
            .with(ALICE.recipient(), Label.parse("alice"), AUTHOR);
    private static final EnvironmentDocument DOCUMENT = ROTATED.document();

    private static OpenEnvironment create(EnvironmentName name, X25519Identity key) {
        return OpenEnvironment.create(name, key, Label.parse("alice"), AUTHOR);
    }

    private static OpenEnvironment open(EnvironmentDocument document, KnownFingerprints known) {
        return OpenEnvironment.open(document, Identities.of(List.of(ALICE)), known);
    }

    @Test
    void whatNobodyTouched_opens() {
        OpenEnvironment opened = open(DOCUMENT, KnownFingerprints.none().with(FIRST.fingerprint()));

        assertThat(opened.fingerprint()).isEqualTo(FIRST.fingerprint());
        assertThat(opened.sealed()).isEqualTo(ROTATED.sealed());
    }

    static Stream<Named<EnvironmentDocument>> forgedLists() {
        KeyEntry alice = DOCUMENT.keys().get(0);
        KeyEntry bob = DOCUMENT.keys().get(1);
        KeyEntry mallory = new KeyEntry(
                MALLORY.recipient().id(),
                "mallory",
                MALLORY.recipient().text(),
                NOW,
                "mallory@host",
                KeyringWrapping.wrap(Keyring.generate(), MALLORY.x25519PublicKey(), NAME));
        return Stream.of(
                Named.of("a key added behind", keys(alice, bob, mallory)),
                Named.of("a key added before", keys(mallory, alice, bob)),
                Named.of("a key twice", keys(alice, bob, bob)),
                Named.of("a key taken away", keys(alice)),
                Named.of("the keys in another order", keys(bob, alice)),
                Named.of("a key replaced", keys(alice, mallory)),
                Named.of(
                        "a public key replaced",
                        keys(alice, entry(bob, bob.keyId(), bob.label(), mallory.publicKey(), NOW, bob.createdBy()))),
                Named.of(
                        "a public key and its id replaced",
                        keys(
                                alice,
                                entry(bob, mallory.keyId(), bob.label(), mallory.publicKey(), NOW, bob.createdBy()))),
                Named.of(
                        "a public key that is none",
                        keys(alice, entry(bob, bob.keyId(), bob.label(), "kist-pub-1-", NOW, bob.createdBy()))),
                Named.of(
                        "a label changed",
                        keys(alice, entry(bob, bob.keyId(), "rob", bob.publicKey(), NOW, bob.createdBy()))),
                Named.of(
                        "labels swapped",
                        keys(
                                entry(alice, alice.keyId(), "bob", alice.publicKey(), NOW, alice.createdBy()),
                                entry(bob, bob.keyId(), "alice", bob.publicKey(), NOW, bob.createdBy()))),
                Named.of(
                        "created_by changed",
                        keys(alice, entry(bob, bob.keyId(), bob.label(), bob.publicKey(), NOW, "bob@desktop"))),
                Named.of(
                        "created_at changed",
                        keys(
                                alice,
                                entry(
                                        bob,
                                        bob.keyId(),
                                        bob.label(),
                                        bob.publicKey(),
                                        NOW.plusMillis(1),
                                        bob.createdBy()))),
                Named.of(
                        "key_id changed",
                        keys(alice, entry(bob, alice.keyId(), bob.label(), bob.publicKey(), NOW, bob.createdBy()))));
    }

    @ParameterizedTest
    @MethodSource("forgedLists")
    void listOfKeys_thatWasChanged_isRefused_andTheKeysAreNamed(EnvironmentDocument document) {
        assertThatThrownBy(() -> open(document, KnownFingerprints.none()))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessageStartingWith("the environment production is not opened: its list of keys is not the one"
                        + " that a member sealed; differing: \"");
    }

    static Stream<Named<EnvironmentDocument>> forgedSeals() {
        String sealed = DOCUMENT.sealed();
        Keyring old = Keyring.generate();
        List<Named<EnvironmentDocument>> all = new ArrayList<>(List.of(
                Named.of("of an older revision", sealed(SECOND.document().sealed(), DOCUMENT.revision())),
                Named.of("of the first revision", sealed(FIRST.document().sealed(), DOCUMENT.revision())),
                // What could be sealed for this very revision without the rotation.
                Named.of(
                        "by a retired DEK",
                        sealed(
                                SECOND.keys()
                                        .with(MALLORY.recipient(), Label.parse("mallory"), AUTHOR)
                                        .document()
                                        .sealed(),
                                DOCUMENT.revision())),
                Named.of(
                        "by a keyring of one's own",
                        sealed(
                                OpenEnvironment.write(
                                                EnvironmentSealing.after(
                                                        SECOND.document(),
                                                        KeyringWrapper.anew(NAME, old.withNewDek(), KmsServices.none()),
                                                        new SealedChange(
                                                                ROTATED.sealed(),
                                                                List.of(),
                                                                EventKind.ROTATED,
                                                                JsonMembers.NONE),
                                                        AUTHOR),
                                                true)
                                        .document()
                                        .sealed(),
                                DOCUMENT.revision())),
                Named.of("revision raised", sealed(sealed, DOCUMENT.revision() + 1)),
                Named.of("revision lowered", sealed(sealed, DOCUMENT.revision() - 1)),
                Named.of("empty", sealed("", DOCUMENT.revision())),
                Named.of("in clear", sealed("{\"keys\":[]}", DOCUMENT.revision())),
                Named.of("padded", sealed(sealed + "=", DOCUMENT.revision())),
                Named.of("a secret's value", sealed(value(), DOCUMENT.revision())),
                Named.of(
                        "of another environment",
                        sealed(
                                create(EnvironmentName.parse("staging"), ALICE)
                                        .document()
                                        .sealed(),
                                DOCUMENT.revision()))));
        int length = StoredValue.decode(StoredValue.ENCRYPTED, sealed).orElseThrow().length;
        for (int index : new int[] {0, 4, 5, 16, 17, 100, length - 17, length - 16, length - 1}) {
            all.add(Named.of(
                    "byte " + index + " flipped",
                    sealed(edited(StoredValue.ENCRYPTED, sealed, index), DOCUMENT.revision())));
        }
        return all.stream();
    }

    private static String value() {
        Secret secret = new Secret(
                NAME,
                SecretName.parse("A"),
                Content.literal(SecretValue.of("{\"keys\":[]}")),
                DOCUMENT.revision(),
                NOW,
                NOW,
                ACTOR);
        return ROTATED.encryptCurrent(secret, new DocumentId("0123456789abcdef01234567"), 1)
                .value();
    }

    @ParameterizedTest
    @MethodSource("forgedSeals")
    void sealedList_thatIsNotOfThisRevision_isRefused(EnvironmentDocument document) {
        assertThatThrownBy(() -> open(document, KnownFingerprints.none()))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessageStartingWith("the environment production is not opened: its sealed list of keys ");
    }

    static Stream<Named<EnvironmentDocument>> forgedKeyrings() {
        KeyEntry alice = DOCUMENT.keys().get(0);
        KeyEntry bob = DOCUMENT.keys().get(1);
        int length = StoredValue.decode(StoredValue.WRAPPED, alice.wrapped()).orElseThrow().length;
        List<Named<EnvironmentDocument>> all = new ArrayList<>(List.of(
                Named.of("of another key", keys(wrapped(alice, bob.wrapped()), wrapped(bob, alice.wrapped()))),
                Named.of("empty", keys(wrapped(alice, ""), bob)),
                Named.of("a value", keys(wrapped(alice, DOCUMENT.sealed()), bob)),
                Named.of("cut", keys(wrapped(alice, alice.wrapped().substring(0, 60)), bob)),
                Named.of("padded", keys(wrapped(alice, alice.wrapped() + "="), bob)),
                Named.of(
                        "of another environment",
                        keys(
                                wrapped(
                                        alice,
                                        create(EnvironmentName.parse("staging"), ALICE)
                                                .document()
                                                .keys()
                                                .get(0)
                                                .wrapped()),
                                bob))));
        for (int index : new int[] {0, 31, 32, 64, length - 17, length - 16, length - 1}) {
            all.add(Named.of(
                    "byte " + index + " flipped",
                    keys(wrapped(alice, edited(StoredValue.WRAPPED, alice.wrapped(), index)), bob)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("forgedKeyrings")
    void keyring_thatDoesNotUnwrap_isRefused(EnvironmentDocument document) {
        assertThatThrownBy(() -> open(document, KnownFingerprints.none()))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessage("the environment production does not decrypt: the key is wrong or the stored bytes were"
                        + " changed");
    }

    @Test
    void keyring_ofBeforeTheRotation_isRefused() {
        KeyEntry before = SECOND.document().keys().get(0);
        EnvironmentDocument document = keys(
                wrapped(DOCUMENT.keys().get(0), before.wrapped()),
                DOCUMENT.keys().get(1));

        assertThatThrownBy(() -> open(document, KnownFingerprints.none()))
                .isExactlyInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("was not encrypted by its present keys");
    }

    @Test
    void keyring_madeFromPublicKeys_isRefusedByWhoKnowsTheFingerprint_andByTheSealedList() {
        KeyEntry own = FORGED.document().keys().get(1);
        EnvironmentDocument document = keys(
                wrapped(DOCUMENT.keys().get(0), own.wrapped()), DOCUMENT.keys().get(1));

        assertThatThrownBy(() -> open(document, KnownFingerprints.none().with(FIRST.fingerprint())))
                .isInstanceOf(FingerprintException.class);
        assertThatThrownBy(() -> open(document, KnownFingerprints.none()))
                .isInstanceOf(DecryptionFailedException.class);
        assertThatThrownBy(
                        () -> open(FORGED.document(), KnownFingerprints.none().with(FIRST.fingerprint())))
                .isInstanceOf(FingerprintException.class);
        // Who knows no fingerprint takes what is there: this is what the README says, too.
        assertThat(open(FORGED.document(), KnownFingerprints.none()).isKnown()).isFalse();
    }

    @Test
    void document_ofAnotherEnvironment_isRefused() {
        EnvironmentDocument staging =
                create(EnvironmentName.parse("staging"), ALICE).document();
        EnvironmentDocument moved = new EnvironmentDocument(
                NAME, staging.keys(), staging.sealed(), staging.revision(), staging.createdAt(), staging.updatedAt());

        assertThatThrownBy(() -> open(moved, KnownFingerprints.none())).isInstanceOf(DecryptionFailedException.class);
    }

    @Test
    void document_withoutTheReadersKey_isOpenedByNoKey() {
        assertThatThrownBy(() -> open(keys(DOCUMENT.keys().get(1)), KnownFingerprints.none()))
                .isInstanceOf(NoKeyException.class)
                .hasMessageContaining(ALICE.recipient().id())
                .hasMessageContaining("it opens for bob")
                .satisfies(e -> assertThat(((NoKeyException) e).hint().orElseThrow())
                        .isEqualTo("ask a member to let this public key in: "
                                + ALICE.recipient().text()));
    }

    @Test
    void format_thatIsHigher_orAnother_isRefused() {
        for (Object format : List.of(2, 2L, 0, -1, "1", 1.0, true)) {
            Map<String, Object> fields = new HashMap<>(DocumentFields.of(DOCUMENT));
            fields.put("format", format);
            assertThatThrownBy(() -> DocumentFields.parseEnvironment(NAME, fields))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("format");
        }
    }

    private static EnvironmentDocument keys(KeyEntry... keys) {
        return new EnvironmentDocument(
                NAME,
                List.of(keys),
                DOCUMENT.sealed(),
                DOCUMENT.revision(),
                DOCUMENT.createdAt(),
                DOCUMENT.updatedAt());
    }

    private static EnvironmentDocument sealed(String sealed, int revision) {
        return new EnvironmentDocument(
                NAME, DOCUMENT.keys(), sealed, revision, DOCUMENT.createdAt(), DOCUMENT.updatedAt());
    }

    private static KeyEntry wrapped(KeyEntry entry, String wrapped) {
        return new KeyEntry(
                entry.keyId(), entry.label(), entry.publicKey(), entry.createdAt(), entry.createdBy(), wrapped);
    }

    private static KeyEntry entry(
            KeyEntry entry, String keyId, String label, String publicKey, Instant createdAt, String createdBy) {
        return new KeyEntry(keyId, label, publicKey, createdAt, createdBy, entry.wrapped());
    }

    private static String edited(String prefix, String text, int index) {
        UnaryOperator<byte[]> flip = bytes -> {
            bytes[index] ^= 1;
            return bytes;
        };
        return StoredValue.encode(
                prefix, flip.apply(StoredValue.decode(prefix, text).orElseThrow()));
    }
}
