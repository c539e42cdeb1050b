// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at a page as it is: keeps a picture, asks axe what WCAG 2.2 AA objects to, and sees whether it is wider than the screen. */
final class Camera {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();
    private static final String AXE = axe();
    private static final String RUN =
            """
            async () => {
              const result = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                resultTypes: ["violations"],
              });
              return [`axe ${axe.version}: ${result.passes.length} rules hold`].concat(result.violations.flatMap((rule) =>
                rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`)));
            }""";

    private final Page page;
    private final String screen;
    private final List<String> objections = new ArrayList<>();

    Camera(Page page, String screen) {
        this.page = page;
        this.screen = screen;
    }

    /** Takes a picture of the page in this state. */
    void take(String state) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(screen + "-" + state + ".png")));
        page.evaluate(AXE);
        List<?> found = (List<?>) Objects.requireNonNull(page.evaluate(RUN));
        report(state, found);
        found.stream().skip(1).forEach(each -> objections.add(state + ": " + each));
        Object overhang =
                page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
        if (!Integer.valueOf(0).equals(overhang)) {
            objections.add(state + ": wider than the screen by " + overhang);
        }
    }

    /** What axe objects to by a rule that is no part of WCAG, or is an experiment. */
    List<?> objectionsTo(String rule) {
        page.evaluate(AXE);
        return (List<?>) Objects.requireNonNull(page.evaluate(
                """
                async (rule) => (await axe.run(document, { runOnly: { type: "rule", values: [rule] } }))
                  .violations.flatMap((found) => found.nodes.map((node) => node.html))""",
                rule));
    }

    /** What was found in all states that were looked at. */
    List<String> objections() {
        return List.copyOf(objections);
    }

    /** One line for each picture, and one for each objection, in a file beside the pictures. */
    private void report(String state, List<?> found) {
        List<String> lines = new ArrayList<>();
        lines.add(screen + "-" + state + ": " + found.get(0) + ", " + (found.size() - 1) + " objections");
        found.stream().skip(1).forEach(each -> lines.add("  " + each));
        // A new file for each screen, since others are of earlier runs.
        StandardOpenOption how = BEGUN.add(screen) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        try {
            Files.write(
                    FOLDER.resolve("axe-" + screen + ".txt"),
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(Camera.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
