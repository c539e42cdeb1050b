// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine, one process for all tests: that of {@code KIST_TEST_CHROMIUM}, else the first on the
 * {@code PATH}. Where there is none the tests are skipped with one line.
 */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String MISSING =
            "no Chromium for the page's tests: apt-get install chromium, or set KIST_TEST_CHROMIUM";

    private static @Nullable Browser shared;
    private static boolean isTold;

    private Chromium() {}

    /** The browser; used by one thread at a time. */
    static synchronized Browser shared() {
        Browser browser = shared;
        if (browser == null) {
            Path program = find().orElseThrow(Chromium::missing);
            Playwright playwright = Playwright.create();
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            shared = browser;
        }
        return browser;
    }

    private static Optional<Path> find() {
        String set = System.getenv("KIST_TEST_CHROMIUM");
        if (set != null && !set.isEmpty()) {
            return Optional.of(Path.of(set));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RuntimeException missing() {
        if (!isTold) {
            isTold = true;
            System.err.println(MISSING);
        }
        return Assumptions.abort(MISSING);
    }
}
