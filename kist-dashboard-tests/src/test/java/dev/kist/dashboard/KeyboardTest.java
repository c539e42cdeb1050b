// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything without a mouse; and what happens to values when nobody looks. */
class KeyboardTest {
    /** What lies on the cell that has the focus, or cuts it off. */
    private static final String FOCUS_COVERED =
            """
            () => {
              const cell = document.activeElement;
              const box = cell.getBoundingClientRect();
              const points = [[box.left + 3, box.top + 3], [box.right - 3, box.top + 3], [box.left + 3, box.bottom - 3], [box.right - 3, box.bottom - 3]];
              return points.map(([x, y]) => document.elementFromPoint(x, y))
                .filter((seen) => !cell.contains(seen)).map((seen) => seen?.outerHTML.slice(0, 80) ?? "out of sight").join("; ");
            }""";

    @TempDir
    Path folder;

    private Scene begin() {
        return Scene.of(SampleStore.filled(folder));
    }

    @Test
    void secret_isFoundEditedAndSaved_byKeysAlone() {
        try (Scene scene = begin()) {
            Keyboard keys = scene.page().keyboard();
            assertThat(scene.page().locator("#live")).hasText("live");
            keys.press("/");
            keys.type("log_");
            assertThat(scene.page().locator("#grid-body .row")).hasCount(1);
            keys.press("ArrowDown");
            keys.press("ArrowRight");
            assertThat(scene.cell("LOG_LEVEL", "development")).isFocused();
            keys.press("ArrowRight");
            keys.press("ArrowRight");
            assertThat(scene.cell("LOG_LEVEL", "production")).isFocused();
            keys.press("r");
            assertThat(scene.cell("LOG_LEVEL", "production").locator(".shown")).hasText("info");
            keys.press("r");
            assertThat(scene.cell("LOG_LEVEL", "production").locator(".dots")).isVisible();
            keys.press("e");
            assertThat(scene.page().locator("#edit-value")).isFocused();
            keys.press("Control+a");
            keys.type("warn");
            keys.press("Control+Enter");
            assertThat(scene.page().locator("#draft-bar")).containsText("1 change");
            keys.press("Escape");
            assertThat(scene.drawer()).isHidden();
            assertThat(scene.cell("LOG_LEVEL", "production")).isFocused();
            keys.press("Control+s");
            assertThat(scene.page().locator("#save-button")).isFocused();
            keys.press("Control+s");
            assertThat(scene.notices()).containsText("Saved 1 change in production");
            assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("warn");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void saving_whileTyping_keepsWhatIsTyped() {
        try (Scene scene = begin()) {
            Keyboard keys = scene.page().keyboard();
            scene.open("API_URL", "staging");
            keys.press("e");
            assertThat(scene.page().locator("#edit-value")).isFocused();
            keys.press("Control+a");
            keys.type("typed");
            keys.press("Control+s");
            assertThat(scene.dialog().locator(".change")).hasCount(1);
            assertThat(scene.page().locator("#save-button")).isFocused();
            keys.press("Enter");
            assertThat(scene.notices()).containsText("Saved 1 change in staging");
            assertThat(scene.stored("API_URL", "staging")).isEqualTo("typed");
        }
    }

    @Test
    void shortcuts_areListed_andLettersCanBeTurnedOff() {
        try (Scene scene = begin()) {
            Keyboard keys = scene.page().keyboard();
            keys.press("?");
            assertThat(scene.dialog()).containsText("Move in the table");
            scene.dialog().locator("[data-act=single-keys]").uncheck();
            keys.press("Escape");
            assertThat(scene.dialog()).isHidden();
            scene.cell("API_URL", "staging").focus();
            keys.press("n");
            keys.press("e");
            assertThat(scene.dialog()).isHidden();
            assertThat(scene.drawer()).isHidden();
            keys.press("Enter");
            assertThat(scene.drawer()).isVisible();
        }
    }

    @Test
    void delete_isOfTheCellThatHasTheFocus() {
        try (Scene scene = begin()) {
            scene.cell("LOG_LEVEL", "staging").focus();
            scene.page().keyboard().press("Delete");
            assertThat(scene.cell("LOG_LEVEL", "staging")).hasText("deleted");
            scene.cell("MAIL_FROM", "production").focus();
            scene.page().keyboard().press("Delete");
            assertThat(scene.cell("MAIL_FROM", "production")).hasText("deleted");
            assertThat(scene.page().locator("#draft-bar .number")).hasText("2 changes");
        }
    }

    @ParameterizedTest
    @CsvSource({"640, 400", "390, 740", "1280, 800"})
    void focus_isSeenWhole(int width, int height) {
        try (Scene scene =
                Scene.of(SampleStore.filled(folder), DashboardOptions.defaults(), Scene.screen(width, height))) {
            scene.edit("LOG_LEVEL", "production", "drafted");
            scene.page().keyboard().press("Escape");
            assertThat(scene.cell("LOG_LEVEL", "production")).isFocused();
            for (String key : List.of(
                    "Control+End", "ArrowLeft", "ArrowLeft", "ArrowUp", "Home", "ArrowRight", "Control+Home", "End")) {
                scene.page().keyboard().press(key);
                assertThat(scene.page().evaluate(FOCUS_COVERED)).as(key).isEqualTo("");
            }
        }
    }

    @Test
    void cell_isReadOutAsItIsSeen() {
        try (Scene scene = begin()) {
            Locator cell = scene.cell("LOG_LEVEL", "production");
            assertThat(cell).hasAccessibleName("production: hidden value B");
            cell.focus();
            scene.page().keyboard().press("r");
            assertThat(cell).hasAccessibleName("info B");
            scene.page().keyboard().press("r");
            assertThat(cell).hasAccessibleName("production: hidden value B");
        }
    }

    @Test
    void values_areHiddenWhenTheTabIsLeft() {
        try (Scene scene = begin()) {
            scene.open("STRIPE_KEY", "production").locator("text=Show").click();
            scene.drawer().locator("text=Changes").click();
            assertThat(scene.drawer().locator(".line.added")).isVisible();
            scene.page()
                    .evaluate(
                            """
                    Object.defineProperty(document, "hidden", { value: true, configurable: true });
                    document.dispatchEvent(new Event("visibilitychange"));""");
            assertThat(scene.drawer().locator("[data-value] .dots")).isVisible();
            assertThat(scene.page().content()).doesNotContain("sk_live");
            scene.drawer().locator("#edit-button").click();
            scene.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(scene.page().locator("#edit-value")).hasClass("mono veilable veiled");
            scene.page().locator("#edit-value").click();
            assertThat(scene.page().locator("#edit-value")).hasClass("mono veilable");
        }
    }

    @Test
    void clipboard_isClearedAfterHalfAMinute() {
        try (Scene scene = begin()) {
            holdClock(scene);
            copy(scene);
            scene.page().clock().fastForward(29_000);
            assertThat(clipboard(scene)).isEqualTo("sk_live_51H8xYzKq");
            scene.page().clock().fastForward(2_000);
            scene.page().waitForCondition(() -> clipboard(scene).isEmpty());
        }
    }

    @Test
    void clipboard_isNotClearedSooner_whereTheTabIsLeftAndSeenAgain() {
        try (Scene scene = begin()) {
            holdClock(scene);
            scene.page().clock().fastForward(120_000);
            copy(scene);
            scene.page().evaluate("window.dispatchEvent(new Event('focus'))");
            scene.page().clock().fastForward(20_000);
            assertThat(clipboard(scene)).isEqualTo("sk_live_51H8xYzKq");
        }
    }

    @Test
    void clipboard_isClearedAfterHalfAMinute_onAnotherPage() {
        try (Scene scene = begin()) {
            holdClock(scene);
            copy(scene);
            scene.page().locator("nav.pages >> text=Log").click();
            assertThat(scene.page().locator("h1")).hasText("Log");
            assertThat(scene.page().locator("#live")).hasText("live");
            scene.page().clock().fastForward(20_000);
            assertThat(clipboard(scene)).isEqualTo("sk_live_51H8xYzKq");
            scene.page().clock().fastForward(11_000);
            scene.page().waitForCondition(() -> clipboard(scene).isEmpty());
        }
    }

    @Test
    void clipboard_ofSomebodyWhoWasElsewhere_isClearedWhenTheySaySo() {
        try (Scene scene = begin()) {
            holdClock(scene);
            copy(scene);
            scene.page().evaluate("window.dispatchEvent(new Event('blur'))");
            scene.page().evaluate("navigator.clipboard.writeText('their own')");
            scene.page().clock().fastForward(33_000);
            scene.page().evaluate("window.dispatchEvent(new Event('focus'))");
            scene.page().clock().fastForward(1_000);
            assertThat(scene.notices()).containsText("The clipboard may still hold STRIPE_KEY of production.");
            assertThat(clipboard(scene)).isEqualTo("their own");
            // On another page of the tab it is asked again, until it is answered.
            scene.page().locator("nav.pages >> text=Log").click();
            assertThat(scene.page().locator("h1")).hasText("Log");
            assertThat(scene.page().locator("#live")).hasText("live");
            scene.page().clock().fastForward(1_000);
            assertThat(clipboard(scene)).isEqualTo("their own");
            scene.notices().locator("text=Clear it").click();
            scene.page().waitForCondition(() -> clipboard(scene).isEmpty());
        }
    }

    @Test
    void valuesOfAnImport_areVeiledWhenTheTabIsLeft_untilTheChoiceGoesOn() {
        try (Scene scene = begin()) {
            scene.page().locator("#import-button").click();
            scene.dialog().locator("#import-text").fill("HASHED=s3cret#bar");
            scene.dialog().locator("text=See what it would do").click();
            Locator values = scene.dialog().locator(".decision .value");
            assertThat(values.first()).containsText("s3cret");
            scene.page()
                    .evaluate(
                            """
                    Object.defineProperty(document, "hidden", { value: true, configurable: true });
                    document.dispatchEvent(new Event("visibilitychange"));""");
            assertThat(scene.dialog().locator(".decision .value:not(.veiled)")).hasCount(0);
            assertThat(values.first()).hasCSS("color", "rgba(0, 0, 0, 0)");
            scene.dialog().locator(".decision input").first().check();
            assertThat(scene.dialog().locator(".decision .veiled")).hasCount(0);
        }
    }

    /** Time goes on where the test says so, and the clipboard can be read. */
    private static void holdClock(Scene scene) {
        scene.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        scene.page().clock().install();
        scene.page().reload();
    }

    private static void copy(Scene scene) {
        scene.open("STRIPE_KEY", "production").locator("[data-act=copy]").click();
        assertThat(scene.notices()).containsText("Copied");
    }

    private static String clipboard(Scene scene) {
        return String.valueOf(scene.page().evaluate("navigator.clipboard.readText()"));
    }
}
