// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dev.kist.Kist;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each task with secrets as a person does it, on both stores. */
class TasksTest {
    @TempDir
    Path folder;

    private Scene begin(Place place) {
        Kist kist = place.store(folder).open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(kist);
        return Scene.of(kist);
    }

    private static SecretHistory history(Scene scene, String name, String environment) {
        return scene.kist().environment(environment).history(SecretName.parse(name));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void table_showsEnvironmentsSideBySide_withoutValues(Place place) {
        try (Scene scene = begin(place)) {
            assertThat(scene.page().locator(".head-cell .environment"))
                    .hasText(new String[] {"development", "staging", "production"});
            assertThat(scene.cell("STRIPE_KEY", "development").locator(".letter"))
                    .hasText("A");
            assertThat(scene.cell("STRIPE_KEY", "staging").locator(".letter")).hasText("A");
            assertThat(scene.cell("STRIPE_KEY", "production").locator(".letter"))
                    .hasText("B");
            assertThat(scene.cell("MAIL_FROM", "production").locator(".letter")).hasCount(0);
            assertThat(scene.cell("DEBUG_TOOLBAR", "production")).hasText("missing");
            assertThat(scene.cell("OLD_TOKEN", "production")).hasCount(0);
            scene.page().locator(".filter[data-show=missing]").click();
            assertThat(scene.page().locator("#grid-body .row")).hasCount(3);
            assertThat(scene.page().content()).doesNotContain("sk_live");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void value_isShownHiddenAndCopied(Place place) {
        try (Scene scene = begin(place)) {
            scene.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Locator drawer = scene.open("STRIPE_KEY", "production");
            Locator box = drawer.locator("[data-value]");
            drawer.locator("text=Show").click();
            assertThat(box).hasText("sk_live_51H8xYzKq");
            drawer.locator("text=Hide").click();
            assertThat(box).not().containsText("sk_live");
            drawer.locator("[data-act=copy]").click();
            assertThat(scene.notices()).containsText("Copied STRIPE_KEY");
            assertThat(scene.page().evaluate("navigator.clipboard.readText()")).isEqualTo("sk_live_51H8xYzKq");

            scene.cell("LOG_LEVEL", "production").hover();
            scene.cell("LOG_LEVEL", "production")
                    .locator("[data-cell-act=show]")
                    .click();
            assertThat(scene.cell("LOG_LEVEL", "production").locator(".shown")).hasText("info");

            scene.open("DATABASE_URL", "staging")
                    .locator("text=Show the template")
                    .click();
            assertThat(box).containsText("${DATABASE_PASSWORD}");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void severalChanges_areReviewedAndSavedAtOnce(Place place) {
        try (Scene scene = begin(place)) {
            scene.edit("API_URL", "production", "https://new.example.com");
            scene.edit("STRIPE_KEY", "production", "line 1\nline 2 <b>\n");
            scene.open("DEBUG_TOOLBAR", "development").locator("summary").click();
            scene.drawer().locator("#delete-button").click();
            assertThat(scene.cell("DEBUG_TOOLBAR", "development")).hasText("deleted");
            scene.page().locator("#new-button").click();
            scene.dialog().locator("#new-name").fill("NEW_TOKEN");
            scene.dialog().locator("#new-value").fill("n-1");
            scene.dialog().locator("#new-note").fill("for the shop");
            scene.dialog().locator("label:has-text('staging') input").check();
            scene.dialog().locator("text=Add to the draft").click();
            assertThat(scene.page().locator("#draft-bar")).containsText("5 changes");
            assertThat(scene.cell("NEW_TOKEN", "staging")).hasText("added");

            scene.page().locator("#review-button").click();
            assertThat(scene.dialog().locator(".change")).hasCount(5);
            scene.dialog()
                    .locator(".change:has-text('STRIPE_KEY') >> text=Show")
                    .click();
            assertThat(scene.dialog().locator(".line.removed")).containsText("sk_live_51H8xYzKq");
            assertThat(scene.dialog().locator(".line.added").nth(1)).containsText("line 2 <b>");
            assertThat(history(scene, "API_URL", "production").versions()).hasSize(1);
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved");
            assertThat(scene.page().locator("#draft-bar")).isHidden();

            assertThat(scene.stored("API_URL", "production")).isEqualTo("https://new.example.com");
            assertThat(scene.stored("STRIPE_KEY", "production")).isEqualTo("line 1\nline 2 <b>\n");
            Secret stripe = history(scene, "STRIPE_KEY", "production").current();
            assertThat(stripe.note()).hasValue(Note.of("Owned by payments. Rotate with them, never alone."));
            assertThat(history(scene, "DEBUG_TOOLBAR", "development").current().isDeleted())
                    .isTrue();
            assertThat(scene.stored("NEW_TOKEN", "staging")).isEqualTo("n-1");
            assertThat(history(scene, "NEW_TOKEN", "development").current().note())
                    .hasValue(Note.of("for the shop"));
            assertThat(scene.cell("NEW_TOKEN", "production")).hasText("missing");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void earlierVersion_isComparedAndBroughtBack(Place place) {
        try (Scene scene = begin(place)) {
            Locator drawer = scene.open("STRIPE_KEY", "production");
            assertThat(drawer.locator(".versions > li")).hasCount(2);
            drawer.locator("text=Changes").click();
            assertThat(drawer.locator(".line.removed")).containsText("sk_live_old");
            drawer.locator("text=Roll back").click();
            assertThat(drawer.locator(".strip.draft")).containsText("version 1");
            scene.page().navigate(scene.page().url().split("\\?")[0] + "?name=OLD_TOKEN&environment=production");
            assertThat(drawer).containsText("Deleted");
            drawer.locator("text=Restore").click();
            assertThat(scene.page().locator("#draft-bar")).containsText("2 changes");
            scene.save();
            assertThat(scene.notices()).containsText("Saved 2 changes in production");
            assertThat(scene.stored("STRIPE_KEY", "production")).isEqualTo("sk_live_old");
            assertThat(scene.stored("OLD_TOKEN", "production")).isEqualTo("t-1");
            assertThat(history(scene, "OLD_TOKEN", "production").versions()).hasSize(3);
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void change_thatSomebodyElseOvertook_asksBeforeAnythingIsSaved(Place place) {
        try (Scene scene = begin(place)) {
            scene.edit("API_URL", "production", "mine");
            scene.edit("LOG_LEVEL", "production", "mine, too");
            scene.edit("MAIL_FROM", "staging", "mine, as well");
            SampleStore.put(scene.kist().environment("production"), "API_URL", "theirs");
            SampleStore.put(scene.kist().environment("production"), "LOG_LEVEL", "theirs, too");
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog()).containsText("Somebody else changed the same secrets");
            assertThat(scene.page().locator("#save-button")).isDisabled();
            scene.dialog()
                    .locator(".change:has-text('API_URL') >> text=Keep theirs")
                    .click();
            assertThat(scene.dialog().locator(".change")).hasCount(2);
            scene.dialog()
                    .locator(".change:has-text('LOG_LEVEL') >> text=Write mine over it")
                    .click();
            assertThat(scene.page().locator("#save-button")).isEnabled();

            // Between the look and the press of the button.
            SampleStore.put(scene.kist().environment("staging"), "MAIL_FROM", "theirs, as well");
            scene.page().locator("#save-button").click();
            assertThat(scene.dialog()).containsText("Somebody else changed the same secrets");
            assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("theirs, too");
            scene.dialog().locator("text=Write mine over it").click();
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved");
            assertThat(scene.stored("API_URL", "production")).isEqualTo("theirs");
            assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("mine, too");
            assertThat(scene.stored("MAIL_FROM", "staging")).isEqualTo("mine, as well");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void envFile_isImportedAsItIsMeant(Place place) {
        try (Scene scene = begin(place)) {
            scene.page().locator("#import-button").click();
            scene.dialog()
                    .locator("#import-text")
                    .fill(
                            "# of the mail\nMAIL_FROM=me@example.com\nLOG_LEVEL=debug\nHASHED=foo#bar\nHOST=h\nURL=\"http://${HOST}/\"\n");
            scene.dialog().locator("text=See what it would do").click();
            assertThat(scene.dialog().locator(".sum")).containsText("3 new");
            assertThat(scene.dialog().locator(".sum")).containsText("1 with another value");
            scene.dialog().locator("text=Add to the draft").click();
            assertThat(scene.dialog().locator(".decision")).isVisible();
            scene.dialog()
                    .locator(".decision label:has-text('node dotenv') input")
                    .check();
            scene.dialog().locator("text=Add to the draft").click();
            assertThat(scene.dialog().locator(".change")).hasCount(4);
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 4 changes in development");
            assertThat(scene.stored("HASHED", "development")).isEqualTo("foo");
            assertThat(history(scene, "URL", "development").current().isTemplate())
                    .isTrue();
            assertThat(history(scene, "MAIL_FROM", "development").current().note())
                    .hasValue(Note.of("of the mail"));
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void secrets_areCopiedToAnotherEnvironment(Place place) {
        try (Scene scene = begin(place)) {
            scene.page().locator(".actions >> text=Copy").click();
            scene.dialog().locator("#copy-to").selectOption("production");
            scene.dialog().locator("label:has-text('LOG_LEVEL') input").check();
            scene.dialog().locator("text=Add to the draft").click();
            assertThat(scene.dialog().locator(".change")).hasCount(2);
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 2 changes in production");
            assertThat(scene.stored("DEBUG_TOOLBAR", "production")).isEqualTo("1");
            assertThat(scene.stored("LOG_LEVEL", "production")).isEqualTo("debug");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void environment_isExportedAsAFile(Place place) throws IOException {
        try (Scene scene = begin(place)) {
            scene.page().locator(".actions >> text=Export").click();
            scene.dialog().locator("#export-environment").selectOption("staging");
            scene.dialog().locator("#export-format").selectOption("json");
            Download download = scene.page()
                    .waitForDownload(
                            () -> scene.dialog().locator("text=Save the file").click());
            assertThat(download.suggestedFilename()).isEqualTo("staging.json");
            assertThat(Files.readString(download.path()))
                    .contains("\"DATABASE_URL\": \"postgres://shop:pw-staging-8vJ2qZ@db.staging.internal/shop\"");
            assertThat(scene.notices()).containsText("values in clear");
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void file_takesASecretsPlaceAndComesBack(Place place) throws IOException {
        byte[] bytes = {0, 1, 2, (byte) 0xff, 10, 13};
        try (Scene scene = begin(place)) {
            scene.open("TLS_CERTIFICATE", "production").locator("summary").click();
            scene.drawer()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("store.p12", "application/octet-stream", bytes));
            assertThat(scene.page().locator("#draft-bar")).containsText("1 change");
            scene.save();
            assertThat(scene.notices()).containsText("Saved 1 change in production");
            assertThat(scene.drawer()).containsText("6 bytes");
            Download download = scene.page()
                    .waitForDownload(
                            () -> scene.drawer().locator("text=Save as a file").click());
            assertThat(Files.readAllBytes(download.path())).isEqualTo(bytes);
            assertThat(history(scene, "TLS_CERTIFICATE", "production")
                            .current()
                            .value()
                            .bytes())
                    .isEqualTo(bytes);
            assertThat(scene.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void search_findsByNameNoteAndValue(Place place) {
        try (Scene scene = begin(place)) {
            Locator rows = scene.page().locator("#grid-body .row");
            scene.page().locator("#search").fill("database_");
            assertThat(rows).hasCount(4);
            scene.page().locator("#search").fill("payments");
            assertThat(scene.page().locator("[data-empty=filtered]")).isVisible();
            scene.page().locator("input[name=inside]").check();
            assertThat(rows).hasCount(1);
            assertThat(rows).containsText("STRIPE_KEY");
            scene.page().locator("#search").fill("SENTRY.example");
            assertThat(rows).containsText("SENTRY_DSN");
            assertThat(scene.faults()).isEmpty();
        }
    }
}
