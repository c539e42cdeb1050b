// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many secrets: only what is on the screen is in the page, nothing moves while it loads. Prints how long it took. */
class LargeTest {
    private static final String FIRST_VIEW =
            """
            () => {
              const answered = performance.getEntriesByType("navigation")[0].responseStart;
              const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
              return `answer after ${Math.round(answered)} ms, first view ${Math.round(painted - answered)} ms later`;
            }""";

    private static final String SHIFT =
            """
            () => new Promise((done) => {
              let shift = 0;
              new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value)))
                .observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(shift), 300);
            })""";

    @TempDir
    Path folder;

    @Test
    void table_of5000Secrets_holdsFewRowsAndDoesNotJump() {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fillMany(kist, 5_000);
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.cell("SERVICE_0000_TOKEN", "production")).isVisible();
            assertThat(scene.page().locator("#live")).hasAttribute("data-state", "live");
            System.out.println(
                    "5,000 secrets in 2 environments: " + scene.page().evaluate(FIRST_VIEW));
            assertThat(((Number) scene.page().evaluate(SHIFT)).doubleValue()).isLessThan(0.01);
            scene.cell("SERVICE_0000_TOKEN", "production").focus();
            scene.page().keyboard().press("Control+End");
            assertThat(scene.cell("SERVICE_4999_TOKEN", "production")).isVisible();
            assertThat(scene.page().locator("#grid-body .row").count()).isLessThan(400);
            scene.page().locator("#search").fill("_2500_");
            assertThat(scene.page().locator("#grid-body .row")).hasCount(1);
            assertThat(scene.cell("SERVICE_2500_TOKEN", "production")).isVisible();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void table_of30Environments_hasAColumnForEach() {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        for (int i = 0; i < 30; i++) {
            kist.environment("environment-" + i).create();
        }
        SampleStore.put(kist.environment("environment-0"), "ONE", "1");
        for (int width : new int[] {1280, 360}) {
            try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), Scene.screen(width, 800))) {
                assertThat(scene.cell("ONE", "environment-29")).hasText("missing");
                assertThat(scene.page()
                                .evaluate(
                                        "new Set([...document.querySelectorAll('.grid-head .head-cell')].map((head) =>"
                                                + " head.getBoundingClientRect().top)).size"))
                        .isEqualTo(1);
            }
        }
    }
}
