// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.Member;
import dev.kist.NewKey;
import dev.kist.dashboard.RawRequest.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can open what: adding a key, removing one, first sight, no access, a new environment. */
class AccessTest {
    @TempDir
    Path folder;

    private static List<String> labels(Kist kist, String environment) {
        return kist.environment(environment).members().list().stream()
                .map(Member::label)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void key_isAddedAfterComparing_andRemovedKnowingWhatItMeans(Place place) {
        Kist kist = place.store(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        NewKey bob = Kist.newKey();
        try (Scene scene = Scene.of(kist)) {
            scene.page().keyboard().press("g");
            scene.page().keyboard().press("a");
            scene.page().locator("text=Add a key").click();
            scene.dialog().locator("#member-key").fill(" " + bob.publicHalf().publicKey() + "\n");
            scene.dialog().locator("#member-label").fill("bob");
            scene.dialog().locator("label:has-text('staging') input").check();
            scene.dialog().locator("text=Go on").click();
            String id = bob.publicHalf().id();
            assertThat(scene.dialog().locator(".huge")).hasText(id.replaceAll("(.{4})(?=.)", "$1 "));
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog().locator("input[name=compared]")).isVisible();
            assertThat(labels(kist, "staging")).containsExactly("alice");
            scene.dialog().locator("input[name=compared]").check();
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("bob can open development and staging now");
            scene.dialog().locator(".dialog-foot >> text=Close").click();
            assertThat(labels(kist, "staging")).containsExactly("alice", "bob");
            assertThat(labels(kist, "production")).containsExactly("alice");

            Locator row = scene.page().locator(".matrix tbody tr:has-text('bob')");
            assertThat(row.locator("td")).hasText(new String[] {"can open it", "can open it", "–cannot open it"});
            String before = kist.environment("staging").sight().fingerprint().hex();
            scene.page().locator(".matrix thead >> text=staging").click();
            scene.page().locator(".member:has-text('bob') >> text=Remove…").click();
            assertThat(scene.dialog()).containsText("may have kept every value");
            scene.dialog().locator("input[name=sure]").check();
            scene.dialog().locator("button.danger").click();
            assertThat(scene.dialog()).containsText("Change these where they are used");
            assertThat(scene.dialog()).containsText("STRIPE_KEY");
            assertThat(labels(kist, "staging")).containsExactly("alice");
            assertThat(kist.environment("staging").sight().fingerprint().hex()).isNotEqualTo(before);
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void environment_seenForTheFirstTime_isReadOnlyUntilItsFingerprintIsCompared() {
        SampleStore store = Place.MONGODB.store(folder);
        Kist alice = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(alice);
        NewKey key = SampleStore.letIn(alice, "bob", "development");
        Kist bob = store.open("bob", key.exposeSecretKey());
        try (Scene scene = Scene.of(bob)) {
            assertThat(scene.page().locator(".head-cell.no_key")).hasCount(2);
            scene.open("LOG_LEVEL", "development");
            assertThat(scene.drawer().locator("#edit-button")).hasCount(0);
            scene.open("LOG_LEVEL", "production");
            assertThat(scene.drawer()).containsText(key.publicHalf().publicKey());

            scene.page().locator(".head-cell >> text=Trust…").click();
            String hex = alice.environment("development").sight().fingerprint().hex();
            assertThat(scene.dialog().locator(".box")).hasText(hex.replaceAll("(.{4})(?=.)", "$1 "));
            scene.dialog().locator("input[name=compared]").check();
            scene.dialog().locator("text=Trust it").click();
            scene.dialog().locator(".dialog-foot >> text=Close").click();
            assertThat(scene.page().locator(".head-cell.open")).hasCount(1);
            assertThat(scene.drawer()).isVisible();
            scene.edit("LOG_LEVEL", "development", "trace");
            scene.save();
            assertThat(scene.notices()).containsText("Saved 1 change in development");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void environment_isCreatedOnThePage_asksAboutANearName() {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.page().locator(".face")).containsText("Nothing here yet");
            scene.page().locator(".face input").fill("staging");
            scene.page().locator(".face >> text=Create").last().click();
            assertThat(scene.dialog()).containsText("staging is there");
            scene.dialog().locator("text=Go on").click();
            assertThat(scene.page().locator("[data-empty=none]")).isVisible();
            assertThat(scene.page().locator(".head-cell")).containsText("staging");
            assertThat(scene.page().locator("#banner")).isHidden();
            scene.page().locator(".add").click();
            scene.dialog().locator("#environment-name").fill("development");
            scene.dialog().locator(".primary").click();
            scene.dialog().locator("text=Go on").click();
            assertThat(scene.page().locator(".head-cell")).hasCount(2);
            scene.page().locator(".add").click();
            scene.dialog().locator("#environment-name").fill("developmen");
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("nearly the same name");
            scene.dialog().locator("#environment-name").fill("production");
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("production is there");
            assertThat(kist.environmentNames()).hasSize(3);
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void key_underALabelThatIsTakenSomewhere_isAddedNowhere() {
        Kist kist = SampleStore.filled(folder);
        SampleStore.letIn(kist, "bob", "staging");
        try (Scene scene = Scene.of(kist)) {
            scene.page().locator("nav.pages >> text=Access").click();
            paste(scene, Kist.newKey(), "bob", "staging");
            assertThat(scene.dialog().locator(".problems")).containsText("The label bob is taken in staging");
            assertThat(labels(kist, "development")).containsExactly("alice");
        }
    }

    @Test
    void key_thatCannotBeAddedEverywhere_saysWhereItWas() {
        Kist kist = SampleStore.filled(folder);
        try (Scene scene = Scene.of(kist)) {
            scene.page().locator("nav.pages >> text=Access").click();
            paste(scene, Kist.newKey(), "bob", "staging");
            assertThat(scene.dialog().locator(".huge")).isVisible();
            SampleStore.letIn(kist, "bob", "staging");
            scene.dialog().locator("input[name=compared]").check();
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("bob can open development now");
            assertThat(scene.dialog()).containsText("The key was not added to staging");
            assertThat(labels(kist, "development")).containsExactly("alice", "bob");
        }
    }

    @Test
    void key_thatDoesNotOpenAParent_isSaidSo() {
        Kist kist = SampleStore.filled(folder);
        kist.environment("development")
                .planParent(EnvironmentName.parse("production"))
                .apply();
        try (Scene scene = Scene.of(kist)) {
            scene.page().locator("nav.pages >> text=Access").click();
            paste(scene, Kist.newKey(), "bob", "staging");
            scene.dialog().locator("input[name=compared]").check();
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("bob cannot read development yet: it inherits from production");
        }
    }

    /** Pastes a key for development and another environment, and goes on. */
    private static void paste(Scene scene, NewKey key, String label, String environment) {
        scene.page().locator("text=Add a key").click();
        scene.dialog().locator("#member-key").fill(key.publicHalf().publicKey());
        scene.dialog().locator("#member-label").fill(label);
        scene.dialog().locator("label:has-text('" + environment + "') input").check();
        scene.dialog().locator("text=Go on").click();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 640, 800, 1280})
    void whoCanOpenWhat_fitsTheScreen(int width) {
        Kist kist = SampleStore.filled(folder);
        SampleStore.letIn(kist, "bob", "staging");
        try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), Scene.screen(width, 800))) {
            scene.page().locator("nav.pages >> text=Access").click();
            assertFits(scene);
            Locator row = scene.page().locator(".matrix tbody tr:has-text('bob')");
            assertThat(row.locator("td")).hasText(new String[] {"–cannot open it", "can open it", "–cannot open it"});
            for (int i = 1; i <= 20; i++) {
                kist.environment("review-" + i).create();
            }
            assertThat(scene.page().locator(".matrix thead a")).hasCount(23);
            assertFits(scene);
            scene.page().locator(".matrix thead >> text=review-20").click();
            assertThat(scene.page().locator("#one")).hasText("review-20");
            scene.page().locator("text=New environment").click();
            scene.dialog().locator("#environment-name").fill("made-here");
            scene.dialog().locator(".primary").click();
            assertThat(scene.dialog()).containsText("made-here is there");
        }
    }

    private static void assertFits(Scene scene) {
        assertThat(scene.page().locator(".matrix")).isVisible();
        assertThat(
                        scene.page()
                                .evaluate(
                                        "[...document.querySelectorAll('.matrix, .matrix *')].filter((part) =>"
                                                + " part.getBoundingClientRect().right > innerWidth && !part.closest('.hidden')).length"))
                .isEqualTo(0);
    }

    @Test
    void publicKey_mistypedOrSecret_isRefusedBeforeAnythingIsCompared() {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        kist.environment("development").create();
        try (Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            Visitor visitor = Visitor.of(dashboard);
            NewKey key = Kist.newKey();
            String good = key.publicHalf().publicKey();
            for (String wrong : List.of(
                    good.substring(0, good.length() - 1),
                    good.replace("kist-pub-1-", ""),
                    "",
                    key.exposeSecretKey(),
                    good + "A")) {
                Answer answer =
                        visitor.post("member-compare", "key", wrong, "label", "bob", "environment", "development");
                assertThat(answer.status()).as(wrong).isEqualTo(400);
                assertThat(answer.body()).doesNotContain(key.exposeSecretKey());
            }
        }
    }
}
