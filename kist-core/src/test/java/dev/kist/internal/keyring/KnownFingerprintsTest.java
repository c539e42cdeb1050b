// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.Sight.Trust;
import org.junit.jupiter.api.Test;

/** Which fingerprint counts: what was given, else the user's own, else the project's. */
class KnownFingerprintsTest {
    private static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    private static final Fingerprint A = Fingerprint.parse("a".repeat(32));
    private static final Fingerprint B = Fingerprint.parse("b".repeat(32));
    private static final Fingerprint C = Fingerprint.parse("c".repeat(32));

    private final KnownFingerprints none = KnownFingerprints.none();
    private final KnownFingerprints own = none.with(PRODUCTION, A);
    private final KnownFingerprints project = none.withProject(PRODUCTION, A);

    @Test
    void nothingKnown_isFirstSight_andStrictRefusesIt() {
        assertThat(none.judge(PRODUCTION, A)).isEqualTo(Trust.UNKNOWN);
        assertThat(none.check(PRODUCTION, A)).isFalse();
        assertThatThrownBy(() -> none.strict().check(PRODUCTION, A)).isInstanceOf(FingerprintException.class);
        assertThat(own.judge(EnvironmentName.parse("staging"), A)).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void ownAndProject_eachCount_whereTheOtherHasNone() {
        assertThat(own.judge(PRODUCTION, A)).isEqualTo(Trust.TRUSTED);
        assertThat(own.judge(PRODUCTION, B)).isEqualTo(Trust.DIFFERENT);
        assertThat(project.judge(PRODUCTION, A)).isEqualTo(Trust.TRUSTED);
        assertThat(project.judge(PRODUCTION, B)).isEqualTo(Trust.DIFFERENT);
    }

    @Test
    void ownAndProject_thatDiffer_areDisputed_whicheverWasFound() {
        KnownFingerprints both = own.withProject(PRODUCTION, B);

        assertThat(both.judge(PRODUCTION, A)).isEqualTo(Trust.DISPUTED);
        assertThat(both.judge(PRODUCTION, B)).isEqualTo(Trust.DISPUTED);
        assertThat(both.judge(PRODUCTION, C)).isEqualTo(Trust.DIFFERENT);
        assertThatThrownBy(() -> both.check(PRODUCTION, B))
                .isInstanceOf(FingerprintException.class)
                .hasMessageContaining("your own file of trusted fingerprints has " + A)
                .hasMessageContaining("the project's known_environments has " + B)
                .satisfies(e -> assertThat(((FingerprintException) e).hint().orElseThrow())
                        .contains("trust it"));
    }

    @Test
    void fingerprintThatBothHave_isTrusted_whileOneOfThemHasTheNextToo() {
        KnownFingerprints prepared = own.withProject(PRODUCTION, A).withProject(PRODUCTION, B);

        assertThat(prepared.judge(PRODUCTION, A)).isEqualTo(Trust.TRUSTED);
        assertThat(prepared.judge(PRODUCTION, B)).isEqualTo(Trust.DISPUTED);
    }

    @Test
    void given_countsAlone_aboveBothFiles() {
        KnownFingerprints given = own.withProject(PRODUCTION, B).with(C);

        assertThat(given.judge(PRODUCTION, C)).isEqualTo(Trust.TRUSTED);
        assertThat(given.judge(PRODUCTION, A)).isEqualTo(Trust.DIFFERENT);
        assertThat(given.isGiven()).isTrue();
    }

    @Test
    void projectsWordForEveryEnvironment_isBelowTheUsersOwn() {
        KnownFingerprints both = own.withProject(B);

        assertThat(both.judge(PRODUCTION, B)).isEqualTo(Trust.DISPUTED);
        assertThat(both.isGiven()).isFalse();
        assertThat(none.withProject(B).judge(PRODUCTION, B)).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void otherWayToTheSameEnvironment_isTrusted_andAnotherEnvironmentThereIsFirstSight() {
        KnownFingerprints elsewhere = none.withElsewhere(PRODUCTION, A);

        assertThat(elsewhere.judge(PRODUCTION, A)).isEqualTo(Trust.TRUSTED);
        assertThat(elsewhere.judge(PRODUCTION, B)).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void project_thatNamesAnotherServer_andItsFingerprint_isDisputed() {
        KnownFingerprints moved = none.withElsewhere(PRODUCTION, A).withProject(PRODUCTION, B);

        assertThat(moved.judge(PRODUCTION, B)).isEqualTo(Trust.DISPUTED);
        assertThat(moved.judge(PRODUCTION, A)).isEqualTo(Trust.DISPUTED);
        assertThat(moved.ofOwn(PRODUCTION)).containsExactly(A);
        assertThat(moved.with(PRODUCTION, B).judge(PRODUCTION, B))
                .as("once a person said so")
                .isEqualTo(Trust.TRUSTED);
        assertThat(none.withElsewhere(PRODUCTION, A).withProject(PRODUCTION, A).judge(PRODUCTION, A))
                .isEqualTo(Trust.TRUSTED);
        assertThat(moved.with(B).judge(PRODUCTION, B)).as("given").isEqualTo(Trust.TRUSTED);
    }

    @Test
    void told_isWhatWasGivenOrIsTheUsersOwn_notTheProjects() {
        assertThat(own.isTold(PRODUCTION, A)).isTrue();
        assertThat(none.with(A).isTold(PRODUCTION, A)).isTrue();
        assertThat(project.isTold(PRODUCTION, A)).isFalse();
        assertThat(none.withProject(A).isTold(PRODUCTION, A)).isFalse();
    }

    @Test
    void ownStore_needsNone_evenIfStrict_butOneThatIsKnownCounts() {
        assertThat(none.strict().ofOwnStore().check(PRODUCTION, A)).isTrue();
        assertThat(none.ofOwnStore().judge(PRODUCTION, A)).isEqualTo(Trust.NOT_NEEDED);
        assertThat(project.ofOwnStore().judge(PRODUCTION, B)).isEqualTo(Trust.DIFFERENT);
    }

    @Test
    void decided_countsAloneForItsEnvironment() {
        KnownFingerprints decided = own.withProject(PRODUCTION, B).with(C).deciding(PRODUCTION, B);

        assertThat(decided.judge(PRODUCTION, B)).isEqualTo(Trust.TRUSTED);
        assertThat(decided.judge(PRODUCTION, C)).isEqualTo(Trust.DIFFERENT);
        assertThat(decided.judge(EnvironmentName.parse("staging"), C)).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void decided_countsUntilAFileSaysAnother() {
        KnownFingerprints decided = own.withProject(PRODUCTION, B).deciding(PRODUCTION, A);

        assertThat(decided.afterReading(own, own).judge(PRODUCTION, A)).isEqualTo(Trust.TRUSTED);
        // Its own decision arrives in the file; what the project says has been overruled.
        KnownFingerprints written = own.withProject(PRODUCTION, B);
        assertThat(decided.afterReading(none.withProject(PRODUCTION, B), written)
                        .judge(PRODUCTION, A))
                .isEqualTo(Trust.TRUSTED);
        KnownFingerprints renewed = none.with(PRODUCTION, C).withProject(PRODUCTION, C);
        assertThat(decided.afterReading(written, renewed).judge(PRODUCTION, C)).isEqualTo(Trust.TRUSTED);
        assertThat(decided.afterReading(written, renewed).judge(PRODUCTION, A)).isEqualTo(Trust.DIFFERENT);
        assertThat(decided.afterReading(written, none).judge(PRODUCTION, A)).isEqualTo(Trust.UNKNOWN);
        KnownFingerprints prepared = own.with(PRODUCTION, B).withProject(PRODUCTION, B);
        assertThat(decided.afterReading(written, prepared).judge(PRODUCTION, A)).isEqualTo(Trust.DISPUTED);
        assertThat(decided.afterReading(written, prepared).judge(PRODUCTION, B)).isEqualTo(Trust.TRUSTED);
    }
}
