package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.kist.Kist;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * WCAG 2.2 AA as far as axe can tell, of every page, part and state, in both themes, at usual size, at 360 pixels, and as a
 * screen of 1280 pixels looks at 200 %. What was looked at is kept in {@code target/axe.md}.
 */
class AccessibilityTest {
    private static final String AXE = """
            async () => {
              const result = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
              });
              return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`);
            }""";

    @TempDir
    Path folder;

    private static final Map<String, Consumer<Scene>> STATES = new LinkedHashMap<>();

    static {
        STATES.put("secrets", scene -> go(scene, "./"));
        STATES.put("nothing matches", scene -> {
            scene.page().locator("#search").fill("no such name");
            scene.page().locator("[data-empty=filtered]").waitFor();
        });
        STATES.put("secret", scene -> {
            go(scene, "./");
            scene.open("STRIPE_KEY", "production");
        });
        STATES.put("secret, shown and compared", scene -> {
            scene.drawer().locator("text=Show").click();
            scene.drawer().locator("text=Changes").click();
            scene.drawer().locator(".line.added").waitFor();
            scene.drawer().locator("summary").click();
        });
        STATES.put("secret, edited", scene -> {
            scene.drawer().locator("#edit-button").click();
            scene.page().locator("#edit-value").fill("x ${NO_SUCH}");
            scene.page().locator("#edit-value").press("Control+Enter");
            scene.drawer().locator(".strip.draft").waitFor();
        });
        STATES.put("plan with a conflict", scene -> {
            SampleStore.put(scene.kist().environment("production"), "STRIPE_KEY", "theirs");
            dialog(scene, "#review-button");
            scene.dialog().locator(".change >> text=Show").click();
            scene.dialog().locator(".lines").waitFor();
        });
        STATES.put("new secret", scene -> dialog(scene, "#new-button"));
        STATES.put("import", scene -> dialog(scene, "#import-button"));
        STATES.put("import, to decide", scene -> {
            scene.dialog().locator("#import-text").fill("A=foo#bar\nB=\"x\\ny\"\n1C=2\nLOG_LEVEL=x\n");
            scene.dialog().locator("text=See what it would do").click();
            scene.dialog().locator(".decision").waitFor();
        });
        STATES.put("copy", scene -> dialog(scene, ".actions >> text=Copy"));
        STATES.put("export", scene -> dialog(scene, ".actions >> text=Export"));
        STATES.put("help", scene -> dialog(scene, "#help-button"));
        STATES.put("new environment", scene -> dialog(scene, ".add, [title='New environment']"));
        STATES.put("no access", scene -> {
            closeDialog(scene);
            scene.open("LOG_LEVEL", "audit");
        });
        STATES.put("access", scene -> go(scene, "access"));
        STATES.put("access, none", scene -> go(scene, "access?environment=audit"));
        STATES.put("add a key", scene -> {
            go(scene, "access");
            dialog(scene, ".page-head >> text=Add a key");
        });
        STATES.put("add a key, compare", scene -> {
            scene.dialog().locator("#member-key").fill(Kist.newKey().publicHalf().publicKey());
            scene.dialog().locator("#member-label").fill("dora");
            scene.dialog().locator("text=Go on").click();
            scene.dialog().locator(".huge").waitFor();
        });
        STATES.put("remove a key", scene -> {
            closeDialog(scene);
            dialog(scene, ".member:has-text('bob') >> text=Remove…");
        });
        STATES.put("log", scene -> go(scene, "log"));
        STATES.put("check-up", scene -> {
            go(scene, "findings");
            scene.page().locator(".finding").first().waitFor();
        });
        STATES.put("not here", scene -> go(scene, "no-such-page"));
    }

    private static void go(Scene scene, String page) {
        scene.page().navigate(scene.page().url().replaceFirst("(http://[^/]+/[^/]+/).*", "$1") + page.replace("./", ""));
    }

    private static void dialog(Scene scene, String button) {
        closeDialog(scene);
        scene.page().locator(button).first().click();
        scene.dialog().locator("#dialog-title").waitFor();
    }

    private static void closeDialog(Scene scene) {
        if (scene.dialog().isVisible()) {
            scene.page().keyboard().press("Escape");
        }
    }

    @ParameterizedTest
    @CsvSource({"1360,860,LIGHT", "1360,860,DARK", "360,740,LIGHT", "360,740,DARK", "640,400,LIGHT"})
    void pagesAndStates_haveNoViolation(int width, int height, ColorScheme colors) throws IOException {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        SampleStore.letIn(kist, "bob", "development");
        store.open("carol", Kist.newKey().exposeSecretKey()).environment("audit").create();
        Browser.NewContextOptions screen = Scene.screen(width, height).setColorScheme(colors);
        DashboardOptions options = DashboardOptions.defaults().inspection(SampleStore::findings);
        List<String> violations = new ArrayList<>();
        try (Scene scene = Scene.of(kist, options, screen)) {
            STATES.forEach((name, state) -> {
                state.accept(scene);
                check(scene.page()).forEach(violation -> violations.add(name + ": " + violation));
                if (width < 1000) {
                    assertThat(scene.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                            .as(name + " scrolls sideways")
                            .isEqualTo(0);
                }
            });
            assertThat(scene.faults()).isEmpty();
        }
        report(width + " × " + height + ", " + colors + ": " + STATES.size() + " pages and states, "
                + violations.size() + " violations");
        assertThat(violations).isEmpty();
    }

    @Test
    void firstPages_ofAnEmptyStoreAndOfAnEndedPage_haveNoViolation() throws IOException {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        List<String> violations = new ArrayList<>();
        try (Scene scene = Scene.of(kist)) {
            violations.addAll(check(scene.page()));
            kist.environment("development").create();
            go(scene, "./");
            violations.addAll(check(scene.page()));
            go(scene, "log");
            violations.addAll(check(scene.page()));
            scene.page().locator("[data-act=end]").click();
            scene.page().locator("[data-act=end]").click();
            scene.page().locator("text=This page has ended").waitFor();
            violations.addAll(check(scene.page()));
        }
        report("empty store, empty environment, empty log, ended page: " + violations.size() + " violations");
        assertThat(violations).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> check(Page page) {
        page.evaluate(axe());
        return (List<String>) page.evaluate(AXE);
    }

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void report(String line) throws IOException {
        Path report = Path.of("target", "axe.md");
        String before = Files.exists(report) ? Files.readString(report) : "# axe\n\n";
        Files.writeString(report, before + "* " + line + "\n");
    }
}
