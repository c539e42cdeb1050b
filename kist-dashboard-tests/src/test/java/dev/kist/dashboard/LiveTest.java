// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.kist.Kist;
import dev.kist.NewKey;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store goes away and comes back; the page ends. */
class LiveTest {
    private static final String HIDDEN =
            "Object.defineProperty(document, 'hidden', { value: true, configurable: true })";

    @TempDir
    Path folder;

    @Test
    void store_thatGoesAwayAndComesBack_isSaidAndReadAgain() {
        LocatorAssertions.ContainsTextOptions longer = new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            SampleStore store = SampleStore.onMongo(folder, server.uri(server.freshDatabase()));
            Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
            SampleStore.fill(kist);
            try (Scene scene = Scene.of(kist)) {
                scene.edit("LOG_LEVEL", "production", "kept over the outage");
                server.kill();
                assertThat(scene.page().locator("#banner")).containsText("The store does not answer", longer);
                assertThat(scene.cell("API_URL", "production").locator(".dots")).isVisible();
                Page second = scene.context().newPage();
                second.navigate(scene.page().url());
                assertThat(second.locator("h1")).hasText("The store does not answer");
                assertThat(second.locator("#banner")).containsText("It is tried again by itself", longer);
                assertThat(second.locator("#banner")).not().containsText("What you see");
                Camera camera = new Camera(scene.page(), "away");
                camera.take("table");
                scene.page().locator("#review-button").click();
                assertThat(scene.dialog().locator(".problem")).containsText("does not answer", longer);
                assertThat(scene.dialog()).not().containsText("Somebody");
                camera.take("review");
                assertThat(camera.objections()).isEmpty();
                server.restart();
                assertThat(scene.page().locator("#live")).containsText("live", longer);
                assertThat(scene.page().locator("#banner")).isHidden();
                assertThat(second.locator(".head-cell")).hasCount(3);
                second.close();
                scene.dialog().locator("text=Try again").click();
                scene.page().locator("#save-button").click();
                assertThat(scene.notices()).containsText("Saved", longer);
                assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("kept over the outage");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void change_madeInAnotherBrowser_appearsByItself(Place place) {
        SampleStore store = place.store(folder);
        Kist alice = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(alice);
        NewKey key = SampleStore.letIn(alice, "bob", "development", "staging", "production");
        Kist bob = store.open("bob", key.exposeSecretKey());
        if (place == Place.MONGODB) {
            alice.environmentNames().forEach(name -> bob.environment(name)
                    .trust(alice.environment(name).sight().fingerprint()));
        }
        try (Scene hers = Scene.of(alice);
                Scene his = Scene.of(bob)) {
            assertThat(his.page().locator("#live")).hasText("live");
            his.open("LOG_LEVEL", "production");
            hers.edit("LOG_LEVEL", "production", "debug");
            hers.save();
            assertThat(hers.notices()).containsText("Saved 1 change in production");
            LocatorAssertions.ContainsTextOptions longer =
                    new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
            assertThat(his.page().locator("#grid-body [data-name=LOG_LEVEL] .verdict"))
                    .containsText("=", longer);
            assertThat(his.drawer().locator(".versions > li").first()).containsText("alice", longer);
            assertThat(his.faults()).isEmpty();
        }
    }

    @Test
    void environment_createdBeforeThePageListens_appearsByItself() {
        Kist kist = SampleStore.filled(folder);
        try (Scene scene = Scene.of(kist)) {
            Page deaf = scene.page();
            deaf.route("**/events", Route::abort);
            deaf.reload();
            assertThat(deaf.locator(".head-cell")).hasCount(3);
            try (Page listening = scene.context().newPage()) {
                listening.navigate(deaf.url());
                assertThat(listening.locator("#live")).hasText("live");
                kist.environment("review").create();
                assertThat(listening.locator(".head-cell")).hasCount(4);
            }
            assertThat(deaf.locator(".head-cell")).hasCount(3);
            deaf.locator("#search").fill("stripe");
            assertThat(deaf.locator("#grid-body .row")).hasCount(1);
            deaf.evaluate("document.activeElement.blur()");
            deaf.unroute("**/events");
            assertThat(deaf.locator(".head-cell")).hasCount(4);
            assertThat(deaf.locator("#search")).hasValue("stripe");
            assertThat(deaf.locator("#grid-body .row")).hasCount(1);
        }
    }

    @Test
    void environment_createdByAnother_appearsWithoutMovingAnything() {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fillMany(kist, 300);
        try (Scene scene = Scene.of(kist)) {
            Page page = scene.page();
            assertThat(page.locator("#live")).hasText("live");
            page.locator("#grid").evaluate("grid => (grid.scrollTop = 4000)");
            Locator cell = scene.cell("SERVICE_0100_TOKEN", "production");
            cell.focus();
            page.keyboard().press("r");
            assertThat(cell.locator(".shown")).hasText("production-100");
            page.evaluate("window.isTheSame = true");
            Object top = page.locator("#grid").evaluate("grid => grid.scrollTop");
            kist.environment("preview").create();
            assertThat(page.locator(".head-cell")).hasCount(3);
            assertThat(page.locator("#grid-body .row").first().locator(".cell")).hasCount(3);
            assertThat(cell.locator(".shown")).hasText("production-100");
            assertThat(cell).isFocused();
            assertThat(page.locator("#grid").evaluate("grid => grid.scrollTop")).isEqualTo(top);
            assertThat(page.evaluate("window.isTheSame")).isEqualTo(true);
            // What is shown is never an older version.
            SampleStore.put(kist.environment("production"), "SERVICE_0100_TOKEN", "another");
            assertThat(cell.locator(".dots")).isVisible();
            assertThat(cell).isFocused();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void tab_thatIsNotSeen_holdsNoConnection_andCatchesUp() {
        Kist kist = SampleStore.filled(folder);
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            // A browser gives all tabs of a host six connections together.
            for (int i = 0; i < 8; i++) {
                scene.context().addInitScript(HIDDEN);
                scene.context().newPage().navigate(scene.page().url());
            }
            Page last = scene.context().pages().get(8);
            assertThat(last.locator(".head-cell")).hasCount(3);
            assertThat(last.locator("#live")).hasAttribute("data-state", "starting");
            SampleStore.put(kist.environment("production"), "LOG_LEVEL", "debug");
            assertThat(scene.page().locator("#grid-body [data-name=LOG_LEVEL] .verdict"))
                    .containsText("=");
            assertThat(last.locator("#grid-body [data-name=LOG_LEVEL] .verdict"))
                    .containsText("≠");
            last.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(last.locator("#live")).hasText("live");
            assertThat(last.locator("#grid-body [data-name=LOG_LEVEL] .verdict"))
                    .containsText("=");
        }
    }

    @Test
    void page_ofAKistThatWasStartedAnew_saysThatItsLinkIsAnother() {
        Kist kist = SampleStore.filled(folder);
        try (Scene scene = Scene.of(kist)) {
            scene.page().route("**/events", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
            scene.page().route("**/stay", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
            scene.page().reload();
            assertThat(scene.page().locator("#banner")).containsText("belongs to a kist open that has ended");
        }
    }

    @Test
    void page_whoseKistEnded_saysSoAndShowsNothingAnyMore() {
        Kist kist = SampleStore.filled(folder);
        try (Scene scene = Scene.of(kist)) {
            scene.open("STRIPE_KEY", "production").locator("text=Show").click();
            assertThat(scene.drawer()).containsText("sk_live_51H8xYzKq");
            scene.page().locator("[data-act=end]").click();
            scene.page().locator("[data-act=end]").click();
            assertThat(scene.page().locator("h1")).hasText("This page has ended");
            assertThat(scene.page().content()).doesNotContain("STRIPE_KEY").doesNotContain("sk_live");
        }
    }

    @Test
    void page_leftIdle_asksBeforeItEnds() {
        Kist kist = SampleStore.filled(folder);
        DashboardOptions options = DashboardOptions.defaults().idle(Duration.ofSeconds(24));
        try (Scene scene = Scene.of(kist, options, Scene.screen(1200, 800))) {
            scene.page().locator("#banner >> text=Go on").click(new Locator.ClickOptions().setTimeout(60_000));
            assertThat(scene.page().locator("#banner")).isHidden();
            assertThat(scene.page().locator("#banner")).containsText("It ends in");
            assertThat(scene.page().locator("#banner .left")).hasAttribute("aria-hidden", "true");
            assertThat(scene.page().locator("h1").first())
                    .hasText("This page has ended", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        }
    }
}
