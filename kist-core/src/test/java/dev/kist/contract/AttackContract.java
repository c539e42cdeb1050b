// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FingerprintException;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.Parent;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims of {@code docs/threat-model.md}, one test each, on every store. */
public abstract class AttackContract extends TeamContract {
    private static final EnvironmentName CHILD = EnvironmentName.parse("child");

    /** Old names and new ones; whichever of his old documents and entries he puts back. */
    @Test
    void formerMember_readsNothingThatIsWrittenAfterHisRemoval_whateverHeWrites() {
        OpenEnvironment before = team(bob);
        set(alice, "OLD", "before");
        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.NEW);
        rotation(alice).settle(PRODUCTION, done -> {});
        EnvironmentDocument stored =
                store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
        Environments hers = knowing(KnownFingerprints.none().with(PRODUCTION, now.fingerprint()), alice);
        List<KeyEntry> withHisEntry = new ArrayList<>(stored.keys());
        withHisEntry.add(before.document().keys().get(1));
        List<KeyEntry> hisForHers = new ArrayList<>(before.document().keys());

        for (EnvironmentDocument forged : List.of(
                before.document(),
                with(stored, withHisEntry, stored.sealed(), stored.revision()),
                with(stored, hisForHers, stored.sealed(), stored.revision()),
                with(
                        stored,
                        hisForHers,
                        before.document().sealed(),
                        before.document().revision()),
                with(before.document(), hisForHers, before.document().sealed(), stored.revision() + 1))) {
            putBy(forged);
            for (String name : List.of("OLD", "NEW")) {
                assertThatThrownBy(() -> set(hers, name, "after")).satisfies(e -> assertThat(e)
                        .isInstanceOfAny(FingerprintException.class, DecryptionFailedException.class));
            }
            assertHeReadsNothing(before);
        }
        putBy(stored);
        set(knowing(KnownFingerprints.none().with(PRODUCTION, now.fingerprint()), alice), "OLD", "after");
        set(knowing(KnownFingerprints.none().with(PRODUCTION, now.fingerprint()), alice), "NEW", "after");
        assertHeReadsNothing(before);
    }

    @Test
    void oldBackup_withAKeyThatOpenedIt_givesTheValuesOfThen() {
        OpenEnvironment before = team(bob);
        set(alice, "OLD", "then");
        List<CurrentDocument> backup = new ArrayList<>();
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> backup.add((CurrentDocument) found));
        administration(alice).remove(before, bob.recipient(), Root.NEW);
        rotation(alice).settle(PRODUCTION, done -> {});
        set(alice, "OLD", "now");

        putBy(before.document());

        assertThat(backup).singleElement().satisfies(document -> assertThat(
                        open(bob).decrypt(document).value().text())
                .isEqualTo("then"));
    }

    private void assertHeReadsNothing(OpenEnvironment his) {
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> assertThatThrownBy(
                        () -> his.decrypt((CurrentDocument) found))
                .isInstanceOf(UnknownDekException.class));
        assertThatThrownBy(() -> new SecretReader(as(bob))
                        .readAll(PRODUCTION, Freshness.PRIMARY)
                        .requireAll())
                .isInstanceOf(KistException.class);
    }

    /** What a kept fingerprint costs: he knows the root, and nothing tells his keyring from a member's. */
    @Test
    void formerMember_whoseRemovalKeptTheFingerprint_canPutHisOwnKeyringInPlace() throws UnknownDekException {
        OpenEnvironment before = team(bob);
        OpenEnvironment now = administration(alice).remove(before, bob.recipient(), Root.KEPT);
        Environments hers = knowing(KnownFingerprints.none().with(PRODUCTION, now.fingerprint()), alice);
        OpenEnvironment his = before;
        while (his.document().revision() <= now.document().revision()) {
            his = his.keys().withNewDek(new Author(ACTOR, store::now));
        }
        putBy(his.document());

        set(hers, "NEW", "after");

        CurrentDocument[] current = new CurrentDocument[1];
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> current[0] = (CurrentDocument) found);
        assertThat(his.decrypt(current[0]).value().text()).isEqualTo("after");
    }

    /** A member of the parent alone, who can write there what they like. */
    @Test
    void memberOfAParent_readsNothingOfAChild_byATemplate() {
        OpenEnvironment parent = team(bob);
        as(alice).create(CHILD, Label.parse("alice"), ACTOR);
        OpenEnvironment child = as(alice).open(CHILD, Freshness.PRIMARY);
        assertThat(store.replaceEnvironment(child.keys()
                        .inheriting(
                                new Inheritance(
                                        PRODUCTION.value(), parent.fingerprint().hex()),
                                new Author(ACTOR, store::now))
                        .document()))
                .isTrue();
        write(alice, CHILD, "TOKEN", Content.literal(SecretValue.of("of the child")));

        write(bob, PRODUCTION, "SPY", Content.template(SecretValue.of("<${TOKEN}>")));
        // It is missing where the template is stored: the child's own is no answer.
        assertThatThrownBy(() -> load(alice, CHILD).toString()).isInstanceOf(KistException.class);
        write(bob, PRODUCTION, "TOKEN", Content.literal(SecretValue.of("of the parent")));

        assertThat(load(alice, CHILD)).containsExactlyInAnyOrder("of the child", "<of the parent>");
        assertThatThrownBy(() -> as(bob).open(CHILD, Freshness.PRIMARY)).isInstanceOf(NoKeyException.class);
    }

    /** What a parent is for, and why few should be let into one. */
    @Test
    void memberOfAParent_writesWhatAChildSees_butForItsOwn() {
        OpenEnvironment parent = team(bob);
        as(alice).create(CHILD, Label.parse("alice"), ACTOR);
        administration(alice).setParent(CHILD, null, new Parent(PRODUCTION, parent.fingerprint()));
        write(alice, CHILD, "OWN", Content.literal(SecretValue.of("of the child")));
        write(alice, CHILD, "DROPPED", Content.deletion());

        for (String name : List.of("OWN", "DROPPED", "OTHER")) {
            write(bob, PRODUCTION, name, Content.literal(SecretValue.of("of the parent")));
        }

        assertThat(load(alice, CHILD)).containsExactlyInAnyOrder("of the child", "of the parent");
    }

    /** What nobody can find out who never saw the newer one. */
    @Test
    void writerOfTheDatabase_canDeleteASecret_andPutAnOlderOneBack() {
        team();
        set(alice, "TOKEN", "one");
        CurrentDocument older = current();
        set(alice, "TOKEN", "two");
        set(alice, "TOKEN", "three");

        assertThat(store.deleteSecret(current())).isTrue();
        assertThat(values(alice)).isEmpty();
        assertThat(store.write(List.of(new SecretWrite(older, null)))).isEmpty();

        assertThat(values(alice)).containsExactly("one");
        // Its history tells, unless that is put back, too.
        assertThatThrownBy(() -> history("TOKEN")).isInstanceOf(DecryptionFailedException.class);
        List<FormerDocument> formers = new ArrayList<>();
        store.findHistory(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> formers.add((FormerDocument) found));
        assertThat(store.deleteFormer(formers)).isEqualTo(2);
        assertThat(history("TOKEN")).containsExactly("one");
    }

    private CurrentDocument current() {
        CurrentDocument[] current = new CurrentDocument[1];
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> current[0] = (CurrentDocument) found);
        return current[0];
    }

    @Test
    void writerOfTheDatabase_canLockAKeyOut_andNoOther() {
        OpenEnvironment team = team(bob);
        set(alice, "TOKEN", "one");
        EnvironmentDocument stored = open(alice).document();
        KeyEntry hers = stored.keys().get(0);
        List<KeyEntry> spoilt = new ArrayList<>(stored.keys());
        String wrapped = hers.wrapped();
        spoilt.set(
                0,
                new KeyEntry(
                        hers.keyId(),
                        hers.label(),
                        hers.publicKey(),
                        hers.createdAt(),
                        hers.createdBy(),
                        wrapped.substring(0, wrapped.length() - 4) + (wrapped.endsWith("AAAA") ? "BBBB" : "AAAA")));
        putBy(with(stored, spoilt, stored.sealed(), stored.revision()));

        assertThatThrownBy(() -> open(alice)).isInstanceOf(DecryptionFailedException.class);
        assertThat(open(bob).fingerprint()).isEqualTo(team.fingerprint());
        assertThat(values(bob)).containsExactly("one");
        // Whoever changes the keys next wraps for everyone again.
        rotation(bob).rotate(PRODUCTION, done -> {});
        assertThat(values(alice)).containsExactly("one");
    }

    @Test
    void writerOfTheDatabase_withoutAKey_cannotLetOneIn() {
        team();
        X25519Identity mallory = X25519Identity.generate();
        EnvironmentDocument stored = open(alice).document();
        KeyEntry first = stored.keys().get(0);
        List<KeyEntry> more = new ArrayList<>(stored.keys());
        more.add(new KeyEntry(
                mallory.recipient().id(),
                "mallory",
                mallory.recipient().text(),
                first.createdAt(),
                first.createdBy(),
                first.wrapped()));
        putBy(with(stored, more, stored.sealed(), stored.revision()));

        assertThatThrownBy(() -> rotation(alice).rotate(PRODUCTION, done -> {}))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining(mallory.recipient().id());
        assertThatThrownBy(() -> open(mallory)).isInstanceOf(KistException.class);
    }

    private void write(X25519Identity key, EnvironmentName environment, String name, Content content) {
        new SecretWriter(as(key), ACTOR).write(environment, SecretName.parse(name), current -> Optional.of(content));
    }

    private List<String> load(X25519Identity key, EnvironmentName environment) {
        return new SecretLoader(as(key))
                .load(environment, Unreadable.FAIL).values().values().stream()
                        .map(SecretValue::text)
                        .toList();
    }

    /** Puts a document in the place of the stored one, as someone does who can write to the database. */
    private void putBy(EnvironmentDocument forged) {
        EnvironmentDocument is =
                store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
        assertThat(store.deleteEnvironment(is)).isTrue();
        assertThat(store.insertEnvironment(forged)).isTrue();
    }

    private static EnvironmentDocument with(
            EnvironmentDocument document, List<KeyEntry> keys, String sealed, int revision) {
        return new EnvironmentDocument(
                document.name(), keys, sealed, revision, document.createdAt(), document.updatedAt(), List.of());
    }
}
