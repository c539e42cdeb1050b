// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.FingerprintException;
import dev.kist.KeyRemovalPlan.Removed;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Label;
import dev.kist.Loading;
import dev.kist.Members.PreparedRemoval;
import dev.kist.OlderCopyException;
import dev.kist.Progress;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.UntrustedException;
import java.nio.file.Files;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Someone who was removed, still can write to the database, and puts the old document back to read what is set next: who is
 * exposed, and until when.
 */
class FormerMemberTest extends TrustFixture {
    private static final SecretName NEW = SecretName.parse("NEW");

    private Person bob = alice;
    private Document old = new Document();

    @Test
    void whoeverKnowsTheNewFingerprintAlone_refusesTheOldDocument() throws Exception {
        PreparedRemoval change = removeBobByAPreparedChange();
        Person ci = machine("ci").with("KIST_FINGERPRINT", change.after().hex());
        Person clone = person("clone").with("KIST_KEY", alice.key.exposeSecretKey());

        mallory.putBack(old);

        for (Person each : new Person[] {ci, clone}) {
            assertThatThrownBy(() -> setNew(each)).isInstanceOf(FingerprintException.class);
            assertThatThrownBy(() -> each.set("after")).isInstanceOf(FingerprintException.class);
        }
        assertThatThrownBy(() -> setNew(alice)).isInstanceOf(FingerprintException.class);
    }

    @Test
    void whoeverKnowsNone_writesNothing() throws Exception {
        removeBobByAPreparedChange();
        Person stranger = machine("stranger");

        mallory.putBack(old);

        assertThatThrownBy(() -> setNew(stranger)).isInstanceOf(UntrustedException.class);
    }

    /** The machine knows both fingerprints, as during the change; it has seen the new keyring. */
    @Test
    void whoeverKnowsBoth_andSawTheNewOne_refusesTheOldDocument() throws Exception {
        PreparedRemoval change = removeBobByAPreparedChange();
        Person ci = machine("ci").with("KIST_FINGERPRINT", change.before() + "," + change.after());
        assertThat(ci.get()).isEqualTo("before");

        mallory.putBack(old);

        assertThatThrownBy(() -> setNew(ci)).isInstanceOf(OlderCopyException.class);
    }

    /** Who stays exposed: said so in docs/threat-model.md. It ends when the old fingerprint is taken out of the setting. */
    @Test
    void whoeverKnowsBoth_andRemembersNothing_isExposed_untilTheOldFingerprintIsTakenAway() throws Exception {
        PreparedRemoval change = removeBobByAPreparedChange();
        Person ci = machine("ci").without("HOME").with("KIST_FINGERPRINT", change.before() + "," + change.after());

        mallory.putBack(old);
        setNew(ci);

        Person his = machine("his-machine")
                .with("KIST_KEY", bob.key.exposeSecretKey())
                .with("KIST_FINGERPRINT", change.before().hex());
        assertThat(his.production().load(Loading.of(NEW)).get("NEW")).isEqualTo("after");

        ci.with("KIST_FINGERPRINT", change.after().hex());
        assertThatThrownBy(() -> setNew(ci)).isInstanceOf(FingerprintException.class);
    }

    /** The other one who stays exposed: a clone that was not pulled, a deployment that was not told. */
    @Test
    void whoeverKnowsTheOldOneAlone_isExposed_untilItIsToldTheNewOne() throws Exception {
        PreparedRemoval change = removeBobByAPreparedChange();
        Person late = machine("late").with("KIST_FINGERPRINT", change.before().hex());

        mallory.putBack(old);
        setNew(late);

        Person his = machine("his-machine")
                .with("KIST_KEY", bob.key.exposeSecretKey())
                .with("KIST_FINGERPRINT", change.before().hex());
        assertThat(his.production().load(Loading.of(NEW)).get("NEW")).isEqualTo("after");

        late.with("KIST_FINGERPRINT", change.after().hex());
        assertThatThrownBy(() -> setNew(late)).isInstanceOf(FingerprintException.class);
    }

    private PreparedRemoval removeBobByAPreparedChange() throws Exception {
        alice.production().create();
        bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        alice.set("before");
        Environment production = alice.production();
        PreparedRemoval change =
                production.members().prepareRemoval(production.members().get("bob"));
        old = mallory.copyOf(PRODUCTION);
        Removed removed = production
                .members()
                .planRemoval(production.members().get("bob"))
                .withoutWaiting()
                .apply(Renewal.PREPARED_OR_NEW, Progress.NONE);
        assertThat(removed.after()).isEqualTo(change.after());
        return change;
    }

    /** A machine with alice's key, and no project. */
    private Person machine(String name) throws Exception {
        Person machine = person(name).with("KIST_KEY", alice.key.exposeSecretKey());
        Files.deleteIfExists(machine.known());
        return machine;
    }

    private static void setNew(Person person) {
        person.production().set(NEW, SecretValue.of("after"), SetOptions.none());
    }
}
