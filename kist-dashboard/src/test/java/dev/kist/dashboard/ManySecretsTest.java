package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.kist.Kist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 5,000 secrets: the first view, scrolling, searching. The times are kept in {@code target/page-times.md}; the limits here are
 * wide, since other work may run beside.
 */
class ManySecretsTest {
    private static final int COUNT = 5000;

    private static final String FIRST_VIEW = """
            () => {
              const [load] = performance.getEntriesByType("navigation");
              const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
              return { answer: load.responseEnd - load.requestStart, view: paint - load.responseEnd, bytes: load.encodedBodySize };
            }""";

    /** Scrolls through so many pixels in two seconds; gives the longest time between two pictures, and how often it was over 50 ms. */
    private static final String SCROLL = """
            async (end) => {
              const grid = document.getElementById("grid");
              const frames = [];
              const start = performance.now();
              let last = start;
              while (last - start < 2000) {
                const now = await new Promise(requestAnimationFrame);
                frames.push(now - last);
                last = now;
                grid.scrollTop = (end * (now - start)) / 2000;
              }
              frames.sort((a, b) => a - b);
              return { median: frames[Math.floor(frames.length / 2)], worst: frames.at(-1), slow: frames.filter((f) => f > 50).length };
            }""";

    private static final String SHIFTS = """
            () => new Promise((done) => {
              new PerformanceObserver((list) => done(list.getEntries().reduce((sum, e) => sum + e.value, 0)))
                .observe({ type: "layout-shift", buffered: true });
              setTimeout(() => done(0), 1000);
            })""";

    @TempDir
    Path folder;

    @Test
    void fiveThousandSecrets_areThereAtOnceAndScrollSmoothly() throws IOException {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fillMany(kist, COUNT);
        try (Scene scene = Scene.of(kist)) {
            Page page = scene.page();
            assertThat(page.locator("#live")).hasText("live");
            page.reload();
            assertThat(page.locator("#live")).hasText("live");
            Map<?, ?> first = (Map<?, ?>) page.evaluate(FIRST_VIEW);
            double shifts = ((Number) page.evaluate(SHIFTS)).doubleValue();
            assertThat(page.locator(".filter[data-show=all] .count")).hasText("5,000");
            assertThat(page.locator("#grid-body .row").count()).isLessThan(300);

            Map<?, ?> scroll = (Map<?, ?>) page.evaluate(SCROLL, 12_000);
            assertThat(page.locator("#grid-body .row:not(.probe)").last()).isAttached();
            Map<?, ?> rush = (Map<?, ?>) page.evaluate(SCROLL, 200_000);
            page.evaluate("document.getElementById('grid').scrollTop = 1e9");
            assertThat(scene.cell("SERVICE_4999_TOKEN", "production")).isVisible();
            assertThat(page.locator("#grid-body .row").count()).isLessThan(700);
            page.locator("#search").fill("4321");
            assertThat(page.locator("#grid-body .row")).hasCount(1);
            page.locator("#search").fill("");
            page.locator(".filter[data-show=different]").click();
            assertThat(page.locator("#grid")).hasAttribute("data-size", "3333");
            scene.cell("SERVICE_0001_TOKEN", "production").focus();
            for (int i = 0; i < 12; i++) {
                page.keyboard().press("PageDown");
            }
            assertThat(page.locator("#grid-body .cell:focus")).isVisible();

            report(first, shifts, scroll, rush);
            assertThat(number(first, "view")).isLessThan(1500);
            assertThat(shifts).isLessThan(0.01);
            assertThat(number(scroll, "median")).isLessThan(100);
            assertThat(scene.faults()).isEmpty();
        }
    }

    private static double number(Map<?, ?> values, String name) {
        Object value = values.get(name);
        return value instanceof Number found ? found.doubleValue() : Double.NaN;
    }

    private static void report(Map<?, ?> first, double shifts, Map<?, ?> scroll, Map<?, ?> rush) throws IOException {
        String text = String.format(
                Locale.ROOT,
                """
                # 5,000 secrets in two environments, local store

                | what | time |
                |---|---|
                | from the request to the whole answer (%.0f KiB) | %.0f ms |
                | from the answer to the first view | %.0f ms |
                | 270 rows scrolled in two seconds: a picture every, median | %.0f ms |
                | the longest wait for a picture, and waits over 50 ms | %.0f ms, %.0f |
                | 4,500 rows in two seconds: a picture every, median | %.0f ms |
                | layout shift | %.4f |
                """,
                number(first, "bytes") / 1024,
                number(first, "answer"),
                number(first, "view"),
                number(scroll, "median"),
                number(scroll, "worst"),
                number(scroll, "slow"),
                number(rush, "median"),
                shifts);
        Files.writeString(Path.of("target", "page-times.md"), text);
    }
}
