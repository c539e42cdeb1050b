// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.kist.Kist;
import dev.kist.NewKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state has a face, on screens of usual size in both colours, on a phone's, and at 200 %: each is looked at by axe, and
 * its picture kept.
 */
class LooksTest {
    @TempDir
    Path folder;

    enum Screen {
        LIGHT(1360, 860, 1, ColorScheme.LIGHT),
        DARK(1360, 860, 1, ColorScheme.DARK),
        PHONE(360, 740, 2, ColorScheme.DARK),
        DOUBLED(680, 430, 2, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final int scale;
        private final ColorScheme colors;

        Screen(int width, int height, int scale, ColorScheme colors) {
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.colors = colors;
        }

        Browser.NewContextOptions options() {
            return Scene.screen(width, height).setDeviceScaleFactor(scale).setColorScheme(colors);
        }
    }

    private static Scene show(Kist kist, Screen screen) {
        return Scene.of(kist, DashboardOptions.defaults().inspection(SampleStore::findings), screen.options());
    }

    private static Camera camera(Scene scene, Screen screen) {
        return new Camera(scene.page(), screen.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void secrets(Screen screen) {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        try (Scene scene = show(kist, screen)) {
            Camera camera = camera(scene, screen);
            assertThat(scene.page().locator("#live")).hasAttribute("data-state", "live");
            camera.take("table");
            scene.open("STRIPE_KEY", "production");
            camera.take("secret");
            scene.drawer().locator("text=Show").click();
            scene.drawer().locator("text=Changes").click();
            assertThat(scene.drawer().locator(".line.added")).isVisible();
            camera.take("secret-shown");
            scene.drawer().locator("#edit-button").click();
            assertThat(scene.page().locator("#edit-value")).isFocused();
            camera.take("secret-edited");
            scene.page().locator("#edit-value").fill("sk_live_new");
            scene.page().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            camera.take("secret-drafted");
            scene.page().keyboard().press("Escape");
            SampleStore.put(kist.environment("staging"), "MAIL_FROM", "theirs");
            scene.edit("API_URL", "staging", "mine");
            scene.page().keyboard().press("Escape");
            camera.take("draft");
            scene.page().locator("#review-button").click();
            assertThat(scene.page().locator("#save-button")).isEnabled();
            camera.take("review");
            scene.page().keyboard().press("Escape");
            SampleStore.put(kist.environment("staging"), "API_URL", "theirs");
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog().locator(".change.conflict")).isVisible();
            camera.take("conflict");
            scene.page().keyboard().press("Escape");
            scene.page().locator("#search").fill("nothing like it");
            assertThat(scene.page().locator("[data-empty=filtered]")).isVisible();
            camera.take("nothing-found");
            scene.page().locator("#search").fill("");
            scene.page().route("**/events", Route::abort);
            scene.page().clock().install();
            scene.page().reload();
            assertThat(scene.page().locator("#live")).hasAttribute("data-state", "gone");
            scene.page().clock().fastForward(5_000);
            assertThat(scene.page().locator("#banner")).containsText("Kist does not answer");
            camera.take("offline");
            assertThat(camera.objections()).isEmpty();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void dialogsAndPages(Screen screen) {
        Kist kist = SampleStore.filled(folder);
        SampleStore.letIn(kist, "bob", "development", "staging");
        try (Scene scene = show(kist, screen)) {
            Camera camera = camera(scene, screen);
            for (String button : new String[] {"new", "import"}) {
                scene.page().locator("#" + button + "-button").click();
                assertThat(scene.dialog()).isVisible();
                camera.take(button);
                if (button.equals("import")) {
                    scene.dialog()
                            .locator("#import-text")
                            .fill("LOG_LEVEL=debug\nHASHED=foo#bar\nURL=\"http://${LOG_LEVEL}/\"\nmal formed\n");
                    scene.dialog().locator("text=See what it would do").click();
                    assertThat(scene.dialog().locator(".sum")).isVisible();
                    camera.take("import-plan");
                }
                scene.dialog().locator(".dialog-foot [data-close]").click();
            }
            for (String button : new String[] {"Copy", "Export"}) {
                scene.page().locator(".actions >> text=" + button).click();
                assertThat(scene.dialog()).isVisible();
                camera.take(button.toLowerCase(Locale.ROOT));
                scene.page().keyboard().press("Escape");
            }
            scene.page().keyboard().press("?");
            assertThat(scene.dialog()).isVisible();
            camera.take("help");
            scene.page().keyboard().press("Escape");

            scene.page().locator("nav.pages >> text=Access").click();
            assertThat(scene.page().locator(".matrix")).isVisible();
            camera.take("access");
            scene.page().locator("text=Add a key").click();
            scene.dialog()
                    .locator("#member-key")
                    .fill(Kist.newKey().publicHalf().publicKey());
            scene.dialog().locator("#member-label").fill("carol");
            camera.take("key-pasted");
            scene.dialog().locator("text=Go on").click();
            assertThat(scene.dialog().locator(".huge")).isVisible();
            camera.take("key-compared");
            scene.dialog().locator(".dialog-foot [data-close]").click();
            scene.page()
                    .locator(".member:has-text('bob') >> text=Remove…")
                    .first()
                    .click();
            assertThat(scene.dialog().locator("button.danger")).isVisible();
            camera.take("key-removed");
            scene.page().keyboard().press("Escape");
            scene.page().locator("nav.pages >> text=Log").click();
            assertThat(scene.page().locator("h1")).hasText("Log");
            camera.take("log");
            List<Route> held = new ArrayList<>();
            scene.page().route("**/findings-list", held::add);
            scene.page().locator("nav.pages >> text=Check-up").click();
            scene.page().waitForCondition(() -> !held.isEmpty());
            camera.take("loading");
            held.forEach(Route::resume);
            assertThat(scene.page().locator(".finding").first()).isVisible();
            camera.take("check-up");
            assertThat(camera.objections()).isEmpty();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void states(Screen screen) {
        SampleStore store = SampleStore.local(folder);
        Kist alice = store.open("alice", Kist.newKey().exposeSecretKey());
        try (Scene scene = show(alice, screen)) {
            Camera camera = camera(scene, screen);
            camera.take("nothing-yet");
            alice.environment("development").create();
            assertThat(scene.page().locator("[data-empty=none]")).isVisible();
            camera.take("no-secrets");
            assertThat(camera.objections()).isEmpty();
        }
        alice = store.open("alice", Kist.newKey().exposeSecretKey());
        for (String name : new String[] {"staging", "production"}) {
            alice.environment(name).create();
            SampleStore.put(alice.environment(name), "LOG_LEVEL", "info");
            SampleStore.put(alice.environment(name), "API_URL", "https://" + name);
        }
        NewKey bob = SampleStore.letIn(alice, "bob", "production");
        store.tamper("API_URL", "production");
        try (Scene scene = show(store.open("bob", bob.exposeSecretKey()), screen)) {
            Camera camera = camera(scene, screen);
            assertThat(scene.page().locator(".strip.bad")).isVisible();
            scene.page().locator(".strip.bad summary").click();
            camera.take("tampered");
            scene.open("LOG_LEVEL", "staging");
            camera.take("no-access");
            scene.page().keyboard().press("Escape");
            scene.page().locator("[data-act=end]").click();
            scene.page().locator("[data-act=end]").click();
            assertThat(scene.page().locator("h1")).hasText("This page has ended");
            camera.take("ended");
            assertThat(camera.objections()).isEmpty();
        }
        try (Scene scene = show(alice, screen)) {
            Camera camera = camera(scene, screen);
            scene.page().navigate("http://127.0.0.1:" + scene.dashboard().port() + "/open?code=AAAAAAAAAAAAAAAAAAAAAA");
            assertThat(scene.page().locator("h1")).hasText("Refused");
            camera.take("refused");
            assertThat(camera.objections()).isEmpty();
        }
    }

    @Test
    void forcedColors_showWhereOneIs() {
        Kist kist = SampleStore.filled(folder);
        Browser.NewContextOptions options = Scene.screen(1280, 800).setForcedColors(ForcedColors.ACTIVE);
        try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), options)) {
            scene.open("STRIPE_KEY", "production");
            for (String links : new String[] {".pages a", ".tab"}) {
                assertThat(scene.page()
                                .evaluate(
                                        "links => new Set([...document.querySelectorAll(links)].map((link) =>"
                                                + " getComputedStyle(link).borderBottomColor)).size",
                                        links))
                        .as(links)
                        .isEqualTo(2);
            }
            Camera camera = new Camera(scene.page(), "forced");
            camera.take("secret");
            assertThat(camera.objections()).isEmpty();
        }
    }
}
