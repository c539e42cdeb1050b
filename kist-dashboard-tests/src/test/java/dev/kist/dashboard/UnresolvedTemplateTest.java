// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.kist.Kist;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read, or resolved, is mended from the page, and is not left out of a copy without a word. */
class UnresolvedTemplateTest {
    @TempDir
    Path folder;

    @Test
    void templateThatIsBroken_isShownAsItIsStored_mendedAndCopied() {
        Kist kist = SampleStore.filled(folder);
        kist.environment("production")
                .set(
                        SecretName.parse("BROKEN"),
                        SecretValue.of("x${NOPE}"),
                        SetOptions.none().reading(SetOptions.Reading.TEMPLATE).force());
        try (Scene scene = Scene.of(kist)) {
            scene.cell("BROKEN", "production").click();
            assertThat(scene.drawer()).containsText("Its template cannot be resolved");
            scene.drawer().locator("text=Show the template").click();
            assertThat(scene.drawer().locator("[data-value]")).hasText("x${NOPE}");
            scene.page().locator("[title='Copy between environments']").click();
            scene.dialog().locator("#copy-from").selectOption("production");
            scene.dialog().locator("#copy-to").selectOption("staging");
            assertThat(scene.dialog().locator(".pick-list").first()).containsText("BROKEN");
            scene.dialog().locator("text=Cancel").click();
            scene.drawer().locator("#edit-button").click();
            scene.page().locator("#edit-value").fill("x${NOPE} y");
            scene.page().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog()).containsText("NOPE: it does not exist");
            assertThat(scene.dialog()).not().containsText("nothing was written");
        }
    }

    @Test
    void secret_thatCannotBeRead_isNamedWhereItIsNotCopied() {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        store.tamper("TLS_CERTIFICATE", "production");
        try (Scene scene = Scene.of(kist)) {
            scene.page().locator("[title='Copy between environments']").click();
            scene.dialog().locator("#copy-from").selectOption("production");
            assertThat(scene.dialog().locator(".strip.warn")).containsText("1 secret of production cannot be read");
            assertThat(scene.dialog().locator(".strip.warn")).containsText("TLS_CERTIFICATE");
        }
    }
}
