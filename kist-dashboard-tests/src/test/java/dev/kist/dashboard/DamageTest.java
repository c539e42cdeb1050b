// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something in the store is broken while the page is open: it is shown, and the rest is as live as before. */
class DamageTest {
    @TempDir
    Path folder;

    private static void breakTemplate(Environment environment) {
        environment.set(
                SecretName.parse("BROKEN"),
                SecretValue.of("x${NOPE}"),
                SetOptions.none().reading(SetOptions.Reading.TEMPLATE).force());
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void template_thatIsBroken_isMarked_andTheRestStaysLive(Place place) {
        Kist kist = place.store(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        kist.environment("review").create();
        kist.environment("review")
                .planParent(kist.environment("production").name())
                .apply();
        Environment production = kist.environment("production");
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            breakTemplate(production);
            assertThat(scene.cell("BROKEN", "production")).hasText("unreadable");
            assertThat(scene.cell("BROKEN", "review")).hasText("unreadable");
            assertThat(scene.page().locator("[data-show=unreadable]")).containsText("1");
            SampleStore.put(production, "NEW", "1");
            assertThat(dots(scene, "NEW", "production")).isVisible();
            assertThat(dots(scene, "NEW", "review")).isVisible();
            scene.page().reload();
            assertThat(dots(scene, "NEW", "production")).isVisible();
            production.set(
                    SecretName.parse("BROKEN"),
                    SecretValue.of("mended"),
                    SetOptions.none().reading(SetOptions.Reading.LITERAL));
            assertThat(dots(scene, "BROKEN", "production")).isVisible();
            assertThat(dots(scene, "BROKEN", "review")).isVisible();
            SampleStore.put(production, "LATER", "1");
            assertThat(dots(scene, "LATER", "production")).isVisible();
            assertThat(scene.faults()).isEmpty();
        }
    }

    @Test
    void document_thatKistDidNotWrite_isSaid_andTheRestStaysLive() {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            store.plant("RAW", "production");
            assertThat(scene.cell("RAW", "production")).hasText("unreadable");
            assertThat(scene.page().locator(".strip.bad")).containsText("1 document cannot be read");
            SampleStore.put(kist.environment("production"), "NEW", "1");
            assertThat(dots(scene, "NEW", "production")).isVisible();
            store.erase("RAW", "production");
            store.erase("NEW", "production");
            assertThat(scene.page().locator("[data-name=RAW]")).hasCount(0);
            assertThat(scene.page().locator("[data-name=NEW]")).hasCount(0);
            assertThat(scene.page().locator(".strip.bad")).hasCount(0);
        }
    }

    @Test
    void document_thatIsTamperedWith_isSaidByItself() {
        SampleStore store = SampleStore.local(folder);
        Kist kist = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.page().locator("#live")).hasText("live");
            store.tamper("DATABASE_USER", "production");
            assertThat(scene.cell("DATABASE_USER", "production")).hasText("unreadable");
            assertThat(scene.cell("DATABASE_URL", "production")).hasText("unreadable");
            assertThat(scene.page().locator("[data-show=unreadable]")).containsText("2");
            assertThat(scene.page().locator(".strip.bad")).containsText("1 document cannot be read");
        }
    }

    @Test
    void note_andAVersionOfTheSameValue_appearByThemselves() {
        Kist kist = SampleStore.filled(folder);
        Environment production = kist.environment("production");
        SecretName name = SecretName.parse("API_URL");
        try (Scene scene = Scene.of(kist)) {
            scene.open("API_URL", "production");
            assertThat(scene.drawer().locator(".versions > li")).hasCount(1);
            production.setNote(name, Optional.of(Note.of("behind the proxy")));
            assertThat(scene.cell("API_URL", "production").locator(".noted")).isVisible();
            assertThat(scene.drawer()).containsText("behind the proxy");
            production.delete(List.of(name), true);
            production.restore(List.of(name));
            assertThat(scene.drawer().locator(".versions > li")).hasCount(4);
        }
    }

    private static Locator dots(Scene scene, String name, String environment) {
        return scene.cell(name, environment).locator(".dots");
    }
}
