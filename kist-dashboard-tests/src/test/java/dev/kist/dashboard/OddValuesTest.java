// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that a browser's fields and pages would change, or show as something else. */
class OddValuesTest {
    @TempDir
    Path folder;

    private Kist kist;
    private Environment environment;

    @BeforeEach
    void begin() {
        kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        environment = kist.environment("development");
        environment.create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb\nc\rd\n", "a\rb", "a\r\nb\r\n", "\n\nfirst\n", "  x\t", "\r"})
    void note_isWritten_andNoLineEndOfTheValueChanges(String value) {
        SampleStore.put(environment, "ODD", value);
        try (Scene scene = Scene.of(kist)) {
            scene.open("ODD", "development").locator("#edit-button").click();
            scene.page().locator("#edit-note").fill("a note");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            // Again, from the draft.
            scene.drawer().locator("#edit-button").click();
            scene.page().locator("#edit-note").fill("another");
            scene.drawer().locator("text=Keep in the draft").click();
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog().locator(".change")).containsText("note");
            assertThat(scene.dialog().locator(".change")).not().containsText("value");
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change");
            assertThat(scene.stored("ODD", "development")).isEqualTo(value);
        }
    }

    @Test
    void lineEnds_ofAValueThatIsChanged_areWhatTheFormSays() {
        SampleStore.put(environment, "WINDOWS", "a\r\nb");
        SampleStore.put(environment, "MIXED", "a\r\nb\nc");
        try (Scene scene = Scene.of(kist)) {
            scene.open("WINDOWS", "development").locator("#edit-button").click();
            assertThat(scene.drawer()).containsText("Its lines end with CR LF, and stay so");
            scene.page().locator("#edit-value").fill("a\nb\nc");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.open("MIXED", "development").locator("#edit-button").click();
            assertThat(scene.drawer()).containsText("Its lines end in several ways");
            scene.page().locator("#edit-value").fill("a\nb\nd");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.save();
            assertThat(scene.notices()).containsText("Saved 2 changes");
            assertThat(scene.stored("WINDOWS", "development")).isEqualTo("a\r\nb\r\nc");
            assertThat(scene.stored("MIXED", "development")).isEqualTo("a\nb\nd");
        }
    }

    @Test
    void characters_thatAreNotSeen_areNamedWhereTheValueIsShown() {
        SampleStore.put(environment, "TURNED", "abc\u202edef\u200b ");
        SampleStore.put(environment, "PLAIN", "abc def\tghi\n\u00e9\ud83d\udd11");
        try (Scene scene = Scene.of(kist)) {
            scene.open("TURNED", "development").locator("text=Show").click();
            assertThat(scene.drawer().locator(".unseen"))
                    .hasText("It holds characters that are not seen: U+202E, U+200B. It ends with a space or tab.");
            scene.drawer().locator("text=Hide").click();
            assertThat(scene.drawer().locator(".unseen")).hasCount(0);
            scene.open("PLAIN", "development").locator("text=Show").click();
            assertThat(scene.drawer().locator("[data-value]")).containsText("abc def");
            assertThat(scene.drawer().locator(".unseen")).hasCount(0);
        }
    }

    @Test
    void noteThatIsNotChanged_keepsTheEndsOfItsLines() {
        environment.set(
                SecretName.parse("NOTED"),
                SecretValue.of("1"),
                SetOptions.none().note(Note.of("first\r\nsecond")));
        try (Scene scene = Scene.of(kist)) {
            scene.open("NOTED", "development").locator("#edit-button").click();
            scene.page().locator("#edit-value").fill("2");
            scene.drawer().locator("text=Keep in the draft").click();
            assertThat(scene.drawer().locator(".strip.draft")).isVisible();
            scene.page().locator("#review-button").click();
            assertThat(scene.dialog().locator(".change")).containsText("value ·");
            scene.page().locator("#save-button").click();
            assertThat(scene.notices()).containsText("Saved 1 change");
            assertThat(environment.history(SecretName.parse("NOTED")).current().note())
                    .hasValue(Note.of("first\r\nsecond"));
        }
    }

    @Test
    void edgesOfLines_areNamedWhereTheValueIsShown() {
        SampleStore.put(environment, "ENDS", "abc\n");
        SampleStore.put(environment, "BEGINS", "\n abc");
        SampleStore.put(environment, "INSIDE", "abc \ndef");
        try (Scene scene = Scene.of(kist)) {
            scene.open("ENDS", "development").locator("text=Show").click();
            assertThat(scene.drawer().locator(".unseen")).hasText("It ends with a line end.");
            scene.open("BEGINS", "development").locator("text=Show").click();
            assertThat(scene.drawer().locator(".unseen")).hasText("It begins with a line end.");
            scene.open("INSIDE", "development").locator("text=Show").click();
            assertThat(scene.drawer().locator(".unseen")).hasText("A line of it ends with a space or tab.");
        }
    }

    @Test
    void binaryValue_isNotCopiedAsIfItWereText() {
        environment.set(SecretName.parse("KEYSTORE"), SecretValue.ofBytes(new byte[] {0, 1, -1}), SetOptions.none());
        try (Scene scene = Scene.of(kist)) {
            scene.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            scene.page().evaluate("navigator.clipboard.writeText('before')");
            scene.cell("KEYSTORE", "development").hover();
            scene.cell("KEYSTORE", "development")
                    .locator("[data-cell-act=copy]")
                    .click();
            assertThat(scene.notices()).containsText("KEYSTORE is binary");
            assertThat(scene.page().evaluate("navigator.clipboard.readText()")).isEqualTo("before");
        }
    }

    @Test
    void textLookedForInValues_isInNoAddress() {
        SampleStore.put(environment, "TOKEN", "looked-for");
        try (Scene scene = Scene.of(kist)) {
            List<String> asked = new ArrayList<>();
            scene.page().onRequest(request -> asked.add(request.url()));
            scene.page().locator("[name=inside]").check();
            scene.page().locator("#search").fill("looked-for");
            assertThat(scene.page().locator("#grid-body .row")).hasCount(1);
            scene.page().evaluate("document.activeElement.blur()");
            kist.environment("review").create();
            assertThat(scene.page().locator(".head-cell")).hasCount(2);
            assertThat(scene.page().locator("#grid-body .row")).hasCount(1);
            assertThat(scene.page().url()).doesNotContain("looked-for");
            assertThat(asked).anyMatch(url -> url.endsWith("/rows")).noneMatch(url -> url.contains("looked-for"));
            assertThat(scene.page().evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
                    .asString()
                    .doesNotContain("looked-for");
        }
    }
}
