// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.kist.Environment;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes into a draft that holds a change of the same secret already. */
class DraftTest {
    @TempDir
    Path folder;

    private Scene begin() {
        return Scene.of(SampleStore.filled(folder));
    }

    private static void plan(Scene scene, String environment, String text) {
        scene.page().keyboard().press("Escape");
        scene.page().locator("#import-button").click();
        scene.dialog().locator("#import-text").fill(text);
        scene.dialog().locator("#import-environment").selectOption(environment);
        scene.dialog().locator("text=See what it would do").click();
        assertThat(scene.dialog().locator(".sum")).isVisible();
    }

    @Test
    void file_isComparedWithTheDraft_andTakesItsPlace() {
        try (Scene scene = begin()) {
            scene.edit("LOG_LEVEL", "production", "drafted");
            scene.edit("MAIL_FROM", "production", "drafted");
            plan(scene, "production", "LOG_LEVEL=info\nMAIL_FROM=file\nAPI_URL=https://example.com\n");
            assertThat(scene.dialog().locator(".sum")).containsText("2 with another value");
            assertThat(scene.dialog().locator(".sum")).containsText("1 with the same value");
            assertThat(scene.dialog()).containsText("Your draft changes LOG_LEVEL and MAIL_FROM already");
            scene.dialog().locator(".dialog-foot .primary").click();
            assertThat(scene.dialog().locator(".change .name")).hasText(new String[] {"MAIL_FROM"});
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change");
            assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("info");
            assertThat(scene.stored("MAIL_FROM", "production")).isEqualTo("file");
        }
    }

    @Test
    void file_thatKeepsValues_keepsTheDraftsToo() {
        try (Scene scene = begin()) {
            scene.edit("LOG_LEVEL", "production", "drafted");
            plan(scene, "production", "LOG_LEVEL=info\nNEW_ONE=1\n");
            scene.dialog().locator("input[name=keep]").check();
            scene.dialog().locator(".dialog-foot .primary").click();
            assertThat(scene.dialog().locator(".change .name")).hasText(new String[] {"LOG_LEVEL", "NEW_ONE"});
        }
    }

    @Test
    void file_withoutAnEntry_isNothingToAdd() {
        try (Scene scene = begin()) {
            plan(scene, "production", "{\"LOG_LEVEL\": \"info\"}");
            assertThat(scene.dialog()).containsText("no entry in it");
            assertThat(scene.dialog().locator(".dialog-foot .primary")).isDisabled();
        }
    }

    @Test
    void copy_isComparedWithTheDraft_andTakesItsPlace() {
        try (Scene scene = begin()) {
            scene.edit("MAIL_FROM", "production", "drafted");
            scene.drawer().locator(".tab >> text=staging").click();
            assertThat(scene.drawer().locator(".tab[aria-current]")).containsText("staging");
            scene.drawer().locator("summary:has-text('More')").click();
            scene.drawer().locator("text=Copy to another environment").click();
            scene.dialog().locator("#copy-to").selectOption("production");
            assertThat(scene.dialog()).containsText("1 secret with another value in production");
            scene.dialog().locator(".dialog-foot .primary").click();
            assertThat(scene.dialog()).containsText("No changes");
            assertThat(scene.stored("MAIL_FROM", "production")).isEqualTo("shop@example.com");
        }
    }

    @Test
    void file_whosePlanWasOvertaken_asksBeforeAnythingIsSaved() {
        try (Scene scene = begin()) {
            plan(scene, "production", "RACE=mine\nMAIL_FROM=mine\nLOG_LEVEL=info\n");
            SampleStore.put(scene.kist().environment("production"), "RACE", "theirs");
            SampleStore.put(scene.kist().environment("production"), "MAIL_FROM", "theirs");
            scene.dialog().locator(".dialog-foot .primary").click();
            assertConflicts(scene, "MAIL_FROM", "RACE");
            assertThat(scene.stored("RACE", "production")).isEqualTo("theirs");
        }
    }

    @Test
    void copy_whosePlanWasOvertaken_asksBeforeAnythingIsSaved() {
        try (Scene scene = begin()) {
            scene.page().locator(".actions >> text=Copy").click();
            scene.dialog().locator("#copy-to").selectOption("production");
            scene.dialog().locator("label:has-text('LOG_LEVEL') input").check();
            SampleStore.put(scene.kist().environment("production"), "DEBUG_TOOLBAR", "theirs");
            SampleStore.put(scene.kist().environment("production"), "LOG_LEVEL", "theirs");
            scene.dialog().locator("text=Add to the draft").click();
            assertConflicts(scene, "DEBUG_TOOLBAR", "LOG_LEVEL");
        }
    }

    @Test
    void earlierVersion_ofASecretThatWasWrittenMeanwhile_asksBeforeAnythingIsSaved() {
        try (Scene scene = begin()) {
            scene.page().route("**/events", Route::abort);
            scene.page().reload();
            scene.open("STRIPE_KEY", "production");
            SampleStore.put(scene.kist().environment("production"), "STRIPE_KEY", "theirs");
            scene.drawer().locator("text=Roll back").click();
            scene.page().locator("#review-button").click();
            assertConflicts(scene, "STRIPE_KEY");
        }
    }

    @Test
    void change_ofASecretThatWasPurgedAndSetAnew_isAConflict() {
        try (Scene scene = begin()) {
            scene.edit("MAIL_FROM", "production", "mine");
            Environment production = scene.kist().environment("production");
            production.planPurge(SecretName.parse("MAIL_FROM"), true).apply();
            SampleStore.put(production, "MAIL_FROM", "theirs");
            scene.page().locator("#review-button").click();
            assertConflicts(scene, "MAIL_FROM");
            scene.dialog().locator("text=Write mine over it").click();
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change");
            assertThat(scene.stored("MAIL_FROM", "production")).isEqualTo("mine");
        }
    }

    @Test
    void valueAndNoteThatGoes_areOneVersion() {
        try (Scene scene = begin()) {
            scene.open("STRIPE_KEY", "production").locator("#edit-button").click();
            scene.page().locator("#edit-value").fill("sk_live_new");
            scene.page().locator("#edit-note").fill("");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog().locator(".change")).containsText("value and note");
            assertThat(scene.dialog()).containsText("All or nothing");
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change in production");
            SecretHistory history = scene.kist().environment("production").history(SecretName.parse("STRIPE_KEY"));
            assertThat(history.versions()).hasSize(3);
            assertThat(history.current().note()).isEmpty();
            assertThat(history.current().value().text()).isEqualTo("sk_live_new");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void draft_thatIsTooMuchForOneTransaction_isSaidToBeWrittenInBatches(int names) {
        boolean isOne = names == 1000;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names; i++) {
            text.append("NAME_").append(i).append("=1\n");
        }
        try (Scene scene = begin()) {
            plan(scene, "production", text.toString());
            scene.dialog().locator(".dialog-foot .primary").click();
            assertThat(scene.dialog().locator(".through"))
                    .containsText(
                            isOne ? "All or nothing: where" : "Not all or nothing: production is written in batches");
            scene.page().locator("#save-button").click();
            assertThat(scene.notices())
                    .containsText("Saved " + (isOne ? "1,000" : "1,001") + " changes in production.");
            if (isOne) {
                assertThat(scene.notices()).not().containsText("batches");
            } else {
                assertThat(scene.notices()).containsText("It was written in batches");
            }
        }
    }

    private static void assertConflicts(Scene scene, String... names) {
        assertThat(scene.dialog()).containsText("Somebody else changed the same secrets");
        assertThat(scene.dialog().locator(".change.conflict .name")).hasText(names);
        assertThat(scene.page().locator("#save-button")).isDisabled();
    }

    @Test
    void newSecret_thatIsInTheDraft_isNotReplacedInSilence() {
        try (Scene scene = begin()) {
            for (String value : new String[] {"first", "second"}) {
                scene.page().locator("#new-button").click();
                scene.dialog().locator("#new-name").fill("NEW_ONE");
                scene.dialog().locator("#new-value").fill(value);
                scene.dialog().locator("text=Add to the draft").click();
                assertThat(scene.page().locator("#draft-bar .number")).hasText("1 change");
            }
            assertThat(scene.dialog().locator(".problems"))
                    .containsText("NEW_ONE is new in your draft for development");
            assertThat(scene.dialog().locator("#new-value")).hasValue("second");
            scene.dialog().locator(".dialog-foot >> text=Cancel").click();
            scene.save();
            assertThat(scene.notices()).containsText("Saved 1 change");
            assertThat(scene.stored("NEW_ONE", "development")).isEqualTo("first");
        }
    }

    @Test
    void change_thatBreaksATemplate_wantsATick() {
        try (Scene scene = begin()) {
            scene.open("DATABASE_HOST", "staging");
            scene.drawer().locator("summary:has-text('More')").click();
            scene.drawer().locator("#delete-button").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.save();
            assertThat(scene.dialog().locator("input[name=force]:invalid")).isFocused();
            scene.dialog().locator("input[name=force]").check();
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change in staging");
        }
    }

    @Test
    void deletionAndNoteThatGoes_areCounted() {
        try (Scene scene = begin()) {
            scene.open("STRIPE_KEY", "production").locator("#edit-button").click();
            scene.page().locator("#edit-note").fill("");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.open("MAIL_FROM", "production")
                    .locator("summary:has-text('More')")
                    .click();
            scene.drawer().locator("#delete-button").click();
            assertThat(scene.page().locator("#draft-bar .number")).hasText("2 changes");
            scene.save();
            assertThat(scene.notices()).containsText("Saved 2 changes in production");
        }
    }

    @Test
    void draft_isTheSameInAllTabs() {
        try (Scene scene = begin();
                Page other = scene.context().newPage()) {
            other.navigate(scene.page().url());
            assertThat(other.locator("#live")).hasText("live");
            scene.edit("LOG_LEVEL", "production", "drafted");
            assertThat(other.locator("#draft-bar .number")).hasText("1 change");
            assertThat(other.locator("#grid-body [data-name=LOG_LEVEL] .cell.changed"))
                    .hasCount(1);
            other.locator("#review-button").click();
            other.locator("#save-button").click();
            assertThat(other.locator("#notices")).containsText("Saved 1 change");
            assertThat(scene.page().locator("#draft-bar")).isHidden();
            assertThat(scene.drawer().locator(".strip.draft")).hasCount(0);
            assertThat(scene.drawer().locator(".section-head .version")).hasText("version 2");
        }
    }
}
