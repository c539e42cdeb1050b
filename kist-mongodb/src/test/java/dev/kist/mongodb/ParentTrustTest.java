// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.KeyRemovalPlan.Removed;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Label;
import dev.kist.Parent;
import dev.kist.ParentException;
import dev.kist.Progress;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Files;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What someone who can write to the database can do to environments that inherit. */
class ParentTrustTest extends TrustFixture {
    private static final EnvironmentName BASE = EnvironmentName.parse("base");

    @BeforeEach
    void makeBase() {
        Environment base = alice.open().environment(BASE);
        base.create();
        base.set(TOKEN, SecretValue.of("of base"), SetOptions.none());
    }

    private Fingerprint fingerprint(EnvironmentName name) {
        return alice.open().environment(name).sight().fingerprint();
    }

    @Test
    void plantedChild_isNotPinnedAnew_whenItsParentsFingerprintChanges() throws Exception {
        Environment base = alice.open().environment(BASE);
        base.members().add(person("bob").publicKey(), Label.parse("bob"));
        mallory.plantChild(PRODUCTION, alice.publicKey(), new Parent(BASE, fingerprint(BASE)));
        Document planted = mallory.copyOf(PRODUCTION);

        Removed removed = base.members()
                .planRemoval(base.members().get("bob"))
                .withoutWaiting()
                .apply(Renewal.NEW, Progress.NONE);

        assertThat(removed.informed()).isEmpty();
        assertThat(removed.uninformed()).containsExactly(PRODUCTION);
        assertThat(mallory.copyOf(PRODUCTION)).isEqualTo(planted);
    }

    /** A machine that deploys the child knows the child's fingerprint alone; the child knows its parent's. */
    @Test
    void replacedParent_isRefused_byWhoeverKnowsTheChild() throws Exception {
        Environment production = alice.production();
        production.create();
        production.planParent(BASE).apply();
        Person ci = person("ci")
                .with("KIST_KEY", alice.key.exposeSecretKey())
                .with("KIST_STRICT", "1")
                .with("KIST_FINGERPRINT", fingerprint(PRODUCTION).hex());
        Files.deleteIfExists(ci.known());
        assertThat(ci.get()).isEqualTo("of base");

        mallory.plant(BASE, alice.publicKey());

        assertThatThrownBy(ci::get).isInstanceOf(ParentException.class);
        assertThatThrownBy(alice::get).isInstanceOf(FingerprintException.class);
    }
}
