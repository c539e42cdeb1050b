// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.kist.Kist;
import dev.kist.NewKey;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest names there can be do not push anything off the screen, and the draft is always at hand. */
class LongNamesTest {
    private static final String ENVIRONMENT = "e".repeat(64);
    private static final String SECRET = "S".repeat(255);
    private static final String LABEL = "l".repeat(255);

    /** What sticks out of the screen, but for what scrolls by itself on purpose: the table and the tabs. */
    private static final String OUTSIDE =
            """
            () => [...document.querySelectorAll("main *, dialog *, .draft-bar, .draft-bar *")]
              .filter((part) => part.checkVisibility() && !part.closest(".grid, .tabs, .filters, .hidden, .hidden-input, svg"))
              .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
              .map((part) => part.outerHTML.slice(0, 120)).join("; ")""";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 1280})
    void everything_fits(int width) {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        for (String name : new String[] {"development", ENVIRONMENT}) {
            kist.environment(name).create();
            SampleStore.put(kist.environment(name), SECRET, "v-" + name);
        }
        NewKey key = SampleStore.letIn(kist, LABEL, ENVIRONMENT);
        try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), Scene.screen(width, 700))) {
            Page page = scene.page();
            scene.edit(SECRET, ENVIRONMENT, "drafted");
            assertFits(page, "drawer");
            page.locator("#review-button").click();
            assertThat(page.locator("#save-button")).isEnabled();
            assertFits(page, "review");
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            assertThat(scene.drawer()).isHidden();
            for (String button : new String[] {"Import", "Copy", "Export", "New secret"}) {
                page.locator(".actions >> text=" + button).click();
                assertThat(scene.dialog()).isVisible();
                assertFits(page, button);
                page.keyboard().press("Escape");
            }
            page.locator("nav.pages >> text=Access").click();
            assertThat(page.locator("h1")).hasText("Access");
            page.locator(".matrix thead a").last().click();
            assertThat(page.locator("#one")).hasText(ENVIRONMENT);
            assertFits(page, "access");
            page.locator("[hx-get*='" + key.publicHalf().id() + "']").click();
            assertThat(scene.dialog()).isVisible();
            assertFits(page, "removal");
            page.keyboard().press("Escape");
            page.locator("text=Add a key").click();
            assertThat(scene.dialog()).isVisible();
            assertFits(page, "add a key");
            page.keyboard().press("Escape");
            page.locator("nav.pages >> text=Log").click();
            assertThat(page.locator("h1")).hasText("Log");
            assertFits(page, "log");
            page.locator("nav.pages >> text=Check-up").click();
            assertThat(page.locator("h1")).hasText("Check-up");
            assertFits(page, "check-up");
        }
    }

    private static void assertFits(Page page, String what) {
        assertThat(page.evaluate(OUTSIDE)).as(what).isEqualTo("");
    }
}
