// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.kist.Kist;
import dev.kist.NewKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in the store is open to whoever looks: the page says why, and what to do. */
class NoAccessTest {
    @TempDir
    Path folder;

    @Test
    void whoHasNoAccess_seesWhatToSendToAMember() {
        SampleStore store = SampleStore.local(folder);
        SampleStore.fill(store.open("alice", Kist.newKey().exposeSecretKey()));
        NewKey key = Kist.newKey();
        try (Scene scene = Scene.of(store.open("carol", key.exposeSecretKey()))) {
            String publicKey = key.publicHalf().publicKey();
            Locator face = scene.page().locator("[data-empty=none]");
            assertThat(face).containsText("Nothing here is open to you");
            assertThat(face).containsText("They are development, staging and production.");
            assertThat(face)
                    .containsText("kist key add -e development -e staging -e production --label NAME " + publicKey);
            assertThat(face).not().containsText("No secrets yet");
            assertThat(scene.page().locator(".actions")).not().containsText("Export");
            Camera camera = new Camera(scene.page(), "no-access");
            camera.take("table");
            assertThat(camera.objections()).isEmpty();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void environment_thatIsRefused_saysWhy() {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        kist.environment("production").create();
        store.makeNewer("production");
        try (Scene scene = Scene.of(kist)) {
            Locator face = scene.page().locator("[data-empty=none]");
            assertThat(face).containsText("Nothing here is open to you");
            assertThat(face).containsText("format 2");
            assertThat(scene.page().locator(".actions")).not().containsText("Export");
            assertThat(scene.faults()).isEmpty();
        }
    }
}
