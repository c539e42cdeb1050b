// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.PreparedRemovalException;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.rotation.Rotation;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.PreparedEntry;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who can open what, and that nobody else can: on every store. */
public abstract class KeyContract extends TeamContract {
    private static final EnvironmentName DEVELOPMENT = EnvironmentName.parse("development");

    @Test
    void add_letsTheKeyOpenWhatIsThere() {
        team();
        set(alice, "TOKEN", "one");

        OpenEnvironment now = administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob"));

        assertThat(values(bob)).containsExactly("one");
        assertThat(now.document().revision()).isEqualTo(2);
        assertThat(now.fingerprint()).isEqualTo(open(alice).fingerprint());
        assertThat(open(bob).keys().asList()).extracting(SealedKey::label).containsExactly("alice", "bob");
    }

    @Test
    void add_ofAKeyOrALabelThatIsThere_isRefused() {
        team(bob);

        assertThatThrownBy(() -> administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("already, as bob");
        assertThatThrownBy(() -> administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("bob")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("label bob is taken");
        assertThat(open(alice).document().revision()).isEqualTo(2);
    }

    @Test
    void add_ofAPublicKeyThatNoSecretKeyHas_isRefused() {
        team();
        // All zeros, a point of low order, with its right checksum.
        Recipient zero = Recipient.parse("kist-pub-1-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmaHqt");

        assertThatThrownBy(() -> administration(alice).add(PRODUCTION, zero, Label.parse("zero")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nothing can be wrapped");
        assertThat(open(alice).document().revision()).isEqualTo(1);
    }

    @Test
    void add_byTwoAtOnce_keepsBoth() {
        team();
        store.beforeReplacing(() -> administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("carol")));

        administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob"));

        assertThat(open(alice).keys().asList()).extracting(SealedKey::label).containsExactly("alice", "carol", "bob");
        assertThat(open(bob).keys().contains(carol.recipient())).isTrue();
    }

    @Test
    void add_whoseAnswerIsLost_happensOnce() {
        team();
        store.loseAnswers(1);

        administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob"));

        assertThat(open(bob).keys().asList()).hasSize(2);
        assertThat(open(bob).document().revision()).isEqualTo(2);
    }

    @Test
    void add_whileNothingCanBeWritten_changesNothing() {
        team();
        store.stopAfter(0);

        assertThatThrownBy(() -> administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(open(alice).keys().asList()).hasSize(1);
    }

    @Test
    void keys_ofOneEnvironment_openNoOther() {
        team();
        Environments machine = as(bob);
        machine.create(DEVELOPMENT, Label.parse("bob"), ACTOR);

        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
        assertThatThrownBy(() -> as(alice).open(DEVELOPMENT, Freshness.PRIMARY)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void remove_keepsOthersAndShutsOne() {
        OpenEnvironment before = team(bob, carol);
        set(alice, "TOKEN", "one");

        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.PREPARED_OR_NEW);
        set(alice, "TOKEN", "two");

        assertThat(now.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(values(alice)).containsExactly("two");
        assertThat(values(carol)).containsExactly("two");
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void aRemovedKey_doesNotOpenWhatIsWrittenFromThenOn_whateverItsHolderWrites() throws UnknownDekException {
        OpenEnvironment before = team(bob);
        set(alice, "TOKEN", "one");
        EnvironmentDocument kept = before.document();
        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.PREPARED_OR_NEW);
        rotation(alice).settle(PRODUCTION, done -> {});
        KnownFingerprints known = KnownFingerprints.none().with(PRODUCTION, now.fingerprint());
        set(knowing(known, alice), "TOKEN", "written after");

        // The old document, with bob in it, in the place of the new one.
        EnvironmentDocument stored =
                store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
        putBy(kept);
        assertThatThrownBy(() -> set(knowing(known, alice), "TOKEN", "three")).isInstanceOf(FingerprintException.class);
        // Who knows no fingerprint finds that the document is an older one than the secrets.
        assertThatThrownBy(() -> set(alice, "TOKEN", "three")).isInstanceOf(DecryptionFailedException.class);

        // Bob's old entry added to the new list.
        List<KeyEntry> more = new ArrayList<>(stored.keys());
        more.add(kept.keys().get(1));
        putBy(with(stored, more, List.of()));
        assertThatThrownBy(() -> set(knowing(known, alice), "TOKEN", "three"))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("is not opened");

        // What bob still holds does not decrypt what is stored.
        CurrentDocument[] current = new CurrentDocument[1];
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> current[0] = (CurrentDocument) found);
        assertThatThrownBy(() -> before.decrypt(current[0])).isInstanceOf(UnknownDekException.class);
    }

    @Test
    void aForgedListOfKeys_isRefusedBeforeAnyWrite() {
        OpenEnvironment team = team();
        OpenEnvironment withBob = team.keys().with(bob.recipient(), Label.parse("bob"), new Author(ACTOR, store::now));
        // The list in clear names bob, the sealed one does not: alice's write would wrap for him.
        EnvironmentDocument stored = team.document();
        putBy(with(stored, withBob.document().keys(), List.of()));

        assertThatThrownBy(() -> administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("carol")))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining(bob.recipient().id());
        assertThatThrownBy(() -> rotation(alice).rotate(PRODUCTION, done -> {}))
                .isInstanceOf(DecryptionFailedException.class);
    }

    @Test
    void remove_ofTheLastKey_isRefused() {
        OpenEnvironment team = team();

        assertThatThrownBy(() -> administration(alice).remove(team, alice.recipient(), Root.NEW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the only one");
        assertThat(values(alice)).isEmpty();
    }

    @Test
    void remove_ofTheOnlyKeyAtHand_stillEncryptsAgainWhatIsThere() {
        team(bob);
        set(alice, "TOKEN", "one");
        set(alice, "TOKEN", "two");
        Environments hers = as(alice);
        OpenEnvironment seen = hers.open(PRODUCTION, Freshness.PRIMARY);

        OpenEnvironment now = new KeyAdministration(hers, ACTOR).remove(seen, alice.recipient(), Root.PREPARED_OR_NEW);
        Rotation.Result result = new Rotation(hers, ACTOR).settle(PRODUCTION, done -> {});

        assertThat(result.encrypted()).isEqualTo(2);
        assertThat(result.environment().fingerprint()).isEqualTo(now.fingerprint());
        assertThatThrownBy(() -> open(alice)).isInstanceOf(NoKeyException.class);
        assertThat(values(bob)).containsExactly("two");
        assertThat(rotation(bob).settle(PRODUCTION, done -> {}).encrypted()).isZero();
    }

    @Test
    void remove_ofTheOnlyKeyAtHand_opensNothingOnceAnotherWriterChangedTheEnvironment() {
        team(bob);
        set(alice, "TOKEN", "one");
        Environments hers = as(alice);
        OpenEnvironment seen = hers.open(PRODUCTION, Freshness.PRIMARY);
        new KeyAdministration(hers, ACTOR).remove(seen, alice.recipient(), Root.NEW);
        administration(bob).addDek(PRODUCTION);

        assertThatThrownBy(() -> new Rotation(hers, ACTOR).settle(PRODUCTION, done -> {}))
                .isInstanceOf(NoKeyException.class);
        assertThat(rotation(bob).settle(PRODUCTION, done -> {}).encrypted()).isEqualTo(1);
        assertThat(values(bob)).containsExactly("one");
    }

    @Test
    void remove_ofAKeyThatIsNotThere_isRefused() {
        OpenEnvironment team = team();

        assertThatThrownBy(() -> administration(alice).remove(team, bob.recipient(), Root.NEW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void remove_whereItsHolderAddsAnotherKeyMeanwhile_writesNothing() {
        OpenEnvironment seen = team(bob);
        store.beforeReplacing(() -> administration(bob).add(PRODUCTION, carol.recipient(), Label.parse("spare")));

        assertThatThrownBy(() -> administration(alice).remove(seen, bob.recipient(), Root.NEW))
                .isInstanceOf(ConflictException.class);
        assertThat(open(bob).keys().asList()).hasSize(3);
    }

    @Test
    void remove_whileARotationBegins_takesTheNewerDekAlong() {
        OpenEnvironment seen = team(bob);
        store.beforeReplacing(() -> administration(alice).addDek(PRODUCTION));

        OpenEnvironment now = administration(alice).remove(seen, bob.recipient(), Root.NEW);

        assertThat(now.activeDek()).isEqualTo(3);
        assertThat(now.retiredDeks()).containsExactly(1, 2);
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void remove_keepingTheRoot_keepsTheFingerprint() {
        OpenEnvironment before = team(bob);

        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.KEPT);

        assertThat(now.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(now.activeDek()).isEqualTo(2);
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void remove_whoseAnswerIsLost_happensOnce() {
        OpenEnvironment before = team(bob);
        store.loseAnswers(2);

        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.NEW);

        assertThat(open(alice).fingerprint()).isEqualTo(now.fingerprint());
        assertThat(open(alice).activeDek()).isEqualTo(2);
    }

    @Test
    void aPreparedRemoval_givesTheFingerprintThatWasTold() {
        OpenEnvironment before = team(bob, carol);
        PreparedKeyring prepared = administration(alice).prepareRemoval(PRODUCTION, bob.recipient());
        assertThat(values(bob)).isEmpty();
        assertThat(open(alice).document().next())
                .extracting(PreparedEntry::publicKey)
                .containsExactly(alice.recipient().text(), carol.recipient().text());

        OpenEnvironment now = known(before, prepared, carol).remove(open(carol), bob.recipient(), Root.PREPARED_OR_NEW);

        assertThat(now.fingerprint()).isEqualTo(prepared.fingerprint());
        assertThat(open(alice).fingerprint()).isEqualTo(prepared.fingerprint());
        assertThat(now.document().next()).isEmpty();
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
    }

    @Test
    void aPreparedRemoval_survivesKeysAddedAndRotations() {
        OpenEnvironment before = team(bob);
        PreparedKeyring prepared = administration(alice).prepareRemoval(PRODUCTION, bob.recipient());
        administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("carol"));
        rotation(alice).rotate(PRODUCTION, done -> {});
        set(alice, "TOKEN", "one");

        known(before, prepared, alice).remove(open(alice), bob.recipient(), Root.PREPARED_OR_NEW);

        assertThat(open(carol).fingerprint()).isEqualTo(prepared.fingerprint());
        assertThat(values(carol)).containsExactly("one");
    }

    /** A new fingerprint in its place would be one that no deployment was told. */
    @Test
    void aPreparedRemoval_thatIsDeleted_isNotReplacedInSilence() {
        OpenEnvironment before = team(bob);
        PreparedKeyring prepared = administration(alice).prepareRemoval(PRODUCTION, bob.recipient());
        OpenEnvironment told = open(alice);
        putBy(with(told.document(), told.document().keys(), List.of()));

        KeyAdministration knowing = known(before, prepared, alice);
        assertThatThrownBy(() -> knowing.remove(open(alice), bob.recipient(), Root.PREPARED_OR_NEW))
                .isInstanceOf(PreparedRemovalException.class)
                .hasMessageContaining("is gone from the database")
                .hasMessageContaining(prepared.fingerprint().hex());
        assertThat(open(alice).fingerprint()).isEqualTo(before.fingerprint());

        knowing.remove(open(alice), bob.recipient(), Root.NEW);
        administration(alice).add(PRODUCTION, carol.recipient(), Label.parse("carol"));
        administration(alice).remove(open(alice), carol.recipient(), Root.PREPARED_OR_NEW);
        assertThat(open(alice).sealed().fingerprintToCome()).isEmpty();
    }

    @Test
    void aPreparedKeyring_isNotUsedForAnothersRemoval() {
        OpenEnvironment before = team(bob, carol);
        PreparedKeyring prepared = administration(alice).prepareRemoval(PRODUCTION, bob.recipient());

        // Carol stays in it and knows its root: it must not be the root after her own removal.
        assertThatThrownBy(() ->
                        known(before, prepared, alice).remove(open(alice), carol.recipient(), Root.PREPARED_OR_NEW))
                .isInstanceOf(PreparedRemovalException.class)
                .hasMessageContaining("is not for the removal of");
    }

    @Test
    void aPreparedKeyring_thatNobodyKnowsOf_isNotUsed() {
        OpenEnvironment before = team(bob);
        // Bob, who can write to the database, makes one himself.
        EnvironmentDocument made = before.keys()
                .preparing(bob.recipient(), before.keys().prepare(bob.recipient()), new Author(ACTOR, store::now))
                .document();
        putBy(with(before.document(), before.document().keys(), made.next()));

        assertThatThrownBy(() -> administration(alice).remove(open(alice), bob.recipient(), Root.PREPARED_OR_NEW))
                .isInstanceOf(PreparedRemovalException.class)
                .hasMessageContaining("which neither KIST_FINGERPRINT nor your own file");

        // Nor does it help that he writes its fingerprint into the project's file, as anyone can who may push to it.
        KnownFingerprints project = KnownFingerprints.none()
                .with(PRODUCTION, before.fingerprint())
                .withProject(PRODUCTION, before.fingerprint())
                .withProject(PRODUCTION, fingerprintOf(made));
        assertThatThrownBy(() -> new KeyAdministration(knowing(project, alice), ACTOR)
                        .remove(open(alice), bob.recipient(), Root.PREPARED_OR_NEW))
                .isInstanceOf(PreparedRemovalException.class);

        administration(alice).remove(open(alice), bob.recipient(), Root.NEW);
        assertThatThrownBy(() -> open(bob)).isInstanceOf(NoKeyException.class);
    }

    private Fingerprint fingerprintOf(EnvironmentDocument document) {
        return PreparedKeyring.find(document, Identities.of(List.of(alice)))
                .orElseThrow()
                .fingerprint();
    }

    private KeyAdministration known(OpenEnvironment before, PreparedKeyring prepared, X25519Identity key) {
        KnownFingerprints known = KnownFingerprints.none()
                .with(PRODUCTION, before.fingerprint())
                .with(PRODUCTION, prepared.fingerprint());
        return new KeyAdministration(knowing(known, key), ACTOR);
    }

    /** Puts a document in the place of the stored one, as someone does who can write to the database and has no key. */
    private void putBy(EnvironmentDocument forged) {
        EnvironmentDocument is =
                store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
        assertThat(store.deleteEnvironment(is)).isTrue();
        assertThat(store.insertEnvironment(forged)).isTrue();
    }

    private static EnvironmentDocument with(
            EnvironmentDocument document, List<KeyEntry> keys, List<PreparedEntry> next) {
        return new EnvironmentDocument(
                document.name(),
                keys,
                document.sealed(),
                document.revision(),
                document.createdAt(),
                document.updatedAt(),
                next);
    }
}
