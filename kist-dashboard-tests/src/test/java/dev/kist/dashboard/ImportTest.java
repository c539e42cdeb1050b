// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is odd about files that are imported. */
class ImportTest {
    private static final String DROP_TWO =
            """
            const files = new DataTransfer();
            files.items.add(new File(["FIRST=1"], "first.env"));
            files.items.add(new File(["SECOND=2"], "second.env"));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));""";

    @TempDir
    Path folder;

    private Scene begin() {
        return Scene.of(SampleStore.filled(folder));
    }

    @Test
    void nameThatIsDefinedTwice_isDecidedOnce() {
        try (Scene scene = begin()) {
            scene.page().locator("#import-button").click();
            scene.dialog().locator("#import-text").fill("TWICE=a#1\nOTHER=1\nTWICE=b#2\n");
            scene.dialog().locator("text=See what it would do").click();
            Locator decision = scene.dialog().locator(".decision:has-text('TWICE')");
            assertThat(decision).hasCount(1);
            assertThat(decision.locator("legend")).containsText("lines 1 and 3");
            decision.locator("label:has-text('node dotenv') input").check();
            scene.dialog().locator(".dialog-foot .primary").click();
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 2 changes in development");
            assertThat(scene.stored("TWICE", "development")).isEqualTo("b");
        }
    }

    @Test
    void secondFileOfTwo_isSaidToBeLeftOut() {
        try (Scene scene = begin()) {
            scene.page().evaluate(DROP_TWO);
            assertThat(scene.dialog().locator("#import-text")).hasValue("FIRST=1");
            assertThat(scene.notices()).containsText("Only first.env was taken");
        }
    }

    @Test
    void contentThatIsNoBase64_isABadRequest() {
        try (Dashboard dashboard = Dashboard.start(SampleStore.filled(folder), DashboardOptions.defaults())) {
            RawRequest.Answer answer =
                    Visitor.of(dashboard).post("import-plan", "environment", "development", "content", "no base64!");
            assertThat(answer.status()).isEqualTo(400);
        }
    }
}
