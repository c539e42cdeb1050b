// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person has typed and not put into the draft yet is not lost by a slip. */
class TypedTest {
    private static final String ASKED = "not in the draft yet";

    @TempDir
    Path folder;

    private Scene begin() {
        return Scene.of(SampleStore.filled(folder));
    }

    private static void type(Scene scene) {
        scene.open("API_URL", "staging").locator("#edit-button").click();
        scene.page().locator("#edit-value").fill("typed");
    }

    private static void assertKept(Scene scene) {
        assertThat(scene.notices()).containsText(ASKED);
        assertThat(scene.drawer().locator("h2")).hasText("API_URL");
        assertThat(scene.page().locator("#edit-value")).hasValue("typed");
        scene.notices().locator(".notice").first().click();
        assertThat(scene.notices().locator(".notice")).hasCount(0);
    }

    @Test
    void valueBeingEdited_staysWhereAnotherCellTabOrEscIsPressed_andGoesTheSecondTime() {
        try (Scene scene = begin()) {
            scene.page().clock().install();
            scene.page().reload();
            type(scene);
            scene.cell("LOG_LEVEL", "production").locator(".dots").click();
            assertKept(scene);
            scene.page().clock().fastForward(6_000);
            scene.drawer().locator(".tab >> text=production").click();
            assertKept(scene);
            scene.page().clock().fastForward(6_000);
            scene.page().locator("#edit-value").press("Escape");
            assertKept(scene);
            scene.page().clock().fastForward(6_000);
            scene.drawer().locator("[aria-label=Close]").click();
            assertKept(scene);
            scene.drawer().locator("[aria-label=Close]").click();
            assertThat(scene.drawer()).isHidden();
            type(scene);
            scene.drawer().locator("text=Cancel").click();
            assertThat(scene.drawer().locator("#edit-button")).isVisible();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void newSecret_staysWhereEscOrBesideIsPressed_andLeavesWhatIsEditedAlone() {
        try (Scene scene = begin()) {
            type(scene);
            scene.page().locator("#new-button").click();
            scene.dialog().locator("#new-name").fill("NEW_ONE");
            scene.page().keyboard().press("Escape");
            assertThat(scene.notices()).containsText(ASKED);
            assertThat(scene.dialog().locator("#new-name")).hasValue("NEW_ONE");
            scene.page().mouse().click(3, 855);
            assertThat(scene.dialog()).isHidden();
            scene.page().locator("#new-button").click();
            scene.dialog().locator("#new-name").fill("NEW_ONE");
            scene.dialog().locator("text=Add to the draft").click();
            assertThat(scene.dialog()).isHidden();
            assertThat(scene.notices()).containsText("It is in the draft");
            assertThat(scene.page().locator("#draft-bar .number")).hasText("1 change");
            assertThat(scene.page().locator("#edit-value")).hasValue("typed");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void pastedFile_staysWhereEscIsPressed_itsPlanToo() {
        try (Scene scene = begin()) {
            scene.page().clock().install();
            scene.page().reload();
            scene.page().locator("#import-button").click();
            scene.dialog().locator("#import-text").fill("LOG_LEVEL=trace\n");
            scene.page().keyboard().press("Escape");
            assertThat(scene.notices()).containsText(ASKED);
            scene.page().clock().fastForward(6_000);
            scene.dialog().locator("text=See what it would do").click();
            assertThat(scene.dialog().locator(".sum")).isVisible();
            scene.dialog().locator("[aria-label=Close]").click();
            assertThat(scene.dialog().locator(".sum")).isVisible();
            scene.dialog().locator(".dialog-foot >> text=Cancel").click();
            assertThat(scene.dialog()).isHidden();
        }
    }

    @Test
    void page_thatIsLeft_asks() {
        try (Scene scene = begin()) {
            List<String> asked = new ArrayList<>();
            scene.page().onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.dismiss();
            });
            type(scene);
            scene.page().locator("#edit-value").press("End");
            scene.page().locator("nav.pages >> text=Access").click();
            scene.page().waitForCondition(() -> !asked.isEmpty());
            assertThat(asked).containsExactly("beforeunload");
            assertThat(scene.page().locator("#edit-value")).hasValue("typed");
            scene.drawer().locator("text=Cancel").click();
            assertThat(scene.drawer().locator("#edit-button")).isVisible();
            scene.page().locator("nav.pages >> text=Access").click();
            assertThat(scene.page().locator("h1")).hasText("Access");
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void environment_createdByAnotherMeanwhile_appearsBesideWhatIsTyped() {
        try (Scene scene = begin()) {
            type(scene);
            scene.kist().environment("review").create();
            assertThat(scene.page().locator(".head-cell")).hasCount(4);
            assertThat(scene.page().locator("#edit-value")).hasValue("typed");
            assertThat(scene.page().locator("#banner")).isHidden();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void key_addedByAnotherMeanwhile_isShownWhenThePersonSaysSo() {
        try (Scene scene = begin()) {
            scene.page().locator("nav.pages >> text=Access").click();
            scene.page().locator("text=Add a key").click();
            scene.dialog().locator("textarea, input").first().fill("typed");
            SampleStore.letIn(scene.kist(), "bob", "staging");
            assertThat(scene.page().locator("#banner")).containsText("something new");
            scene.page().locator("#banner >> text=Show it").dispatchEvent("click");
            assertThat(scene.notices()).containsText(ASKED);
            assertThat(scene.page().locator(".matrix >> text=bob")).hasCount(0);
            scene.page().locator("#banner >> text=Show it").dispatchEvent("click");
            assertThat(scene.page().locator(".matrix >> text=bob")).isVisible();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 740", "640, 400", "768, 900", "1280, 800"})
    void secondPress_reachesWhatAsksForIt(int width, int height) {
        try (Scene scene =
                Scene.of(SampleStore.filled(folder), DashboardOptions.defaults(), Scene.screen(width, height))) {
            scene.edit("LOG_LEVEL", "production", "drafted");
            scene.drawer().locator("[data-act=close-drawer]").click();
            Locator discard = scene.page().locator("#draft-bar >> text=Discard");
            discard.click();
            assertThat(scene.notices()).containsText("Press again");
            new Camera(scene.page(), "discard-" + width).take("asks");
            for (String button : new String[] {"text=Discard", "#review-button"}) {
                Locator pressed = scene.page().locator("#draft-bar").locator(button);
                assertThat(
                                pressed.evaluate(
                                        """
                        (button) => {
                          const at = button.getBoundingClientRect();
                          const notices = document.getElementById("notices").getBoundingClientRect();
                          return notices.bottom > at.top && notices.right > at.left && notices.left < at.right;
                        }"""))
                        .as(button)
                        .isEqualTo(false);
            }
            discard.click();
            assertThat(scene.page().locator("#draft-bar")).isHidden();
        }
    }

    @Test
    void typing_isUse() {
        try (Scene scene = begin()) {
            Page page = scene.page();
            page.clock().install();
            page.reload();
            type(scene);
            page.clock().fastForward(25_000);
            page.waitForRequest("**/stay", () -> page.locator("#edit-value").press("a"));
        }
    }
}
