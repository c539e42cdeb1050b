// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.KeyRemovalPlan;
import dev.kist.Kist;
import dev.kist.Member;
import dev.kist.Members;
import dev.kist.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another command of the same person writes about fingerprints counts in the page that is open. */
class FingerprintFilesTest {
    @TempDir
    Path folder;

    @Test
    void fingerprint_thatAnotherCommandOfTheSameUserWrote_isTheTrustedOne() {
        SampleStore store = Place.MONGODB.store(folder);
        String key = Kist.newKey().exposeSecretKey();
        Kist kist = store.open("alice", key);
        SampleStore.fill(kist);
        SampleStore.letIn(kist, "bob", "staging");
        try (Scene scene = Scene.of(kist);
                Kist command = store.open("alice", key)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            command.environment("review").create();
            assertThat(scene.page().locator(".head-cell.open[data-environment=review]"))
                    .isVisible();
            Members members = command.environment("staging").members();
            Member bob = members.list().stream()
                    .filter(member -> member.label().equals("bob"))
                    .findFirst()
                    .orElseThrow();
            members.planRemoval(bob).withoutWaiting().apply(KeyRemovalPlan.Renewal.NEW, Progress.NONE);
            SampleStore.put(command.environment("staging"), "LATER", "1");
            assertThat(scene.cell("LATER", "staging").locator(".dots")).isVisible();
            assertThat(scene.page().locator(".head-cell.open[data-environment=staging]"))
                    .isVisible();
            scene.edit("LOG_LEVEL", "staging", "trace");
            scene.save();
            assertThat(scene.notices()).containsText("Saved 1 change in staging");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void environment_thatAnotherCommandTrusts_canBeWrittenTo() {
        SampleStore store = Place.MONGODB.store(folder);
        String key = Kist.newKey().exposeSecretKey();
        Kist alice = store.open("alice", key);
        SampleStore.fill(alice);
        try (Scene scene = Scene.of(store.open("elsewhere", key));
                Kist command = store.open("elsewhere", key)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            assertThat(scene.page().locator(".head-cell.untrusted")).hasCount(3);
            command.environment("staging")
                    .trust(alice.environment("staging").sight().fingerprint());
            assertThat(scene.page().locator(".head-cell.open[data-environment=staging]"))
                    .isVisible();
            assertThat(scene.page().locator(".head-cell.untrusted")).hasCount(2);
        }
    }

    /** Members compare with what another member sees on this page. */
    @Test
    void fingerprint_thatIsRefusedHere_isNotShown_andOneThatIsUnknownIsCalledSo() {
        SampleStore store = Place.MONGODB.store(folder);
        String key = Kist.newKey().exposeSecretKey();
        Kist alice = store.open("alice", key);
        SampleStore.fill(alice);
        SampleStore.letIn(alice, "bob", "staging");
        Kist elsewhere = store.open("elsewhere", key);
        elsewhere
                .environment("staging")
                .trust(alice.environment("staging").sight().fingerprint());
        Members members = alice.environment("staging").members();
        members.planRemoval(members.get("bob")).withoutWaiting().apply(KeyRemovalPlan.Renewal.NEW, Progress.NONE);
        try (Scene scene = Scene.of(elsewhere)) {
            scene.page().keyboard().press("g");
            scene.page().keyboard().press("a");
            scene.page().locator(".matrix thead >> text=staging").click();
            assertThat(scene.page().locator("#one")).hasText("staging");
            assertThat(scene.page().locator(".fingerprint")).containsText("is refused here");
            assertThat(scene.page().locator(".fingerprint .big")).hasCount(0);
            scene.page().locator(".matrix thead >> text=development").click();
            assertThat(scene.page().locator("#one")).hasText("development");
            assertThat(scene.page().locator(".fingerprint")).containsText("nothing here vouches for it");
            assertThat(scene.page().locator(".fingerprint .big")).isVisible();
        }
    }
}
