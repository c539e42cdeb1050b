// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.NewKey;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cells of the table and their heads say, and what a click on them does. */
class CellsTest {
    /** What of the heads is cut off, or lies on something else, and marks of notes that are not whole. */
    private static final String HIDDEN_PARTS =
            """
            [...document.querySelectorAll(".head-cell")].flatMap((head) => {
              const name = head.querySelector(".environment span");
              const parts = [...head.querySelectorAll(".environment, .count, .button, .tag, .parent")]
                .filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect());
              const inside = head.getBoundingClientRect();
              return [
                name.scrollWidth > name.clientWidth ? `${name.textContent} is cut off` : "",
                parts.some((a, i) => parts.some((b, j) => i < j && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)) ? `${name.textContent} overlaps` : "",
                parts.some((part) => part.left < inside.left || part.right > inside.right + 1) ? `${name.textContent} sticks out` : "",
              ];
            }).concat([...document.querySelectorAll(".noted")].map((mark) =>
              mark.getBoundingClientRect().right > mark.closest(".cell").getBoundingClientRect().right ? "a mark sticks out" : ""
            )).filter(Boolean).join("; ")""";

    @TempDir
    Path folder;

    private Kist many(int environments) {
        Kist kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        for (int i = 0; i < environments; i++) {
            String name = String.format("e%02d", i);
            kist.environment(name).create();
            SampleStore.put(kist.environment(name), "TOKEN", "value of " + i);
        }
        return kist;
    }

    @Test
    void differentValues_haveDifferentLetters_howeverManyThereAre() {
        Kist kist = many(29);
        SampleStore.put(kist.environment("e28"), "TOKEN", "value of 8");
        try (Scene scene = Scene.of(kist)) {
            List<String> letters = scene.page().locator("#grid-body .letter").allTextContents();
            assertThat(letters).hasSize(29).startsWith("A", "B").contains("Z", "AA");
            assertThat(letters.get(28)).isEqualTo(letters.get(8));
            assertThat(new HashSet<>(letters)).hasSize(28);
            assertThat(scene.cell("TOKEN", "e27")).hasAccessibleName("e27: hidden value AB");
        }
    }

    @Test
    void cell_isCalledByWhatIsSeenInIt() {
        Kist kist = SampleStore.filled(folder);
        Environment child = kist.environment("review");
        child.create();
        child.planParent(EnvironmentName.parse("development")).apply();
        kist.environment("development")
                .set(
                        SecretName.parse("STRIPE_KEY"),
                        SecretValue.of("1"),
                        SetOptions.none().note(Note.of("a note")));
        try (Scene scene = Scene.of(kist)) {
            assertThat(scene.cell("STRIPE_KEY", "review"))
                    .hasAccessibleName("review: hidden value A, from development, with a note");
            assertThat(new Camera(scene.page(), "cells").objectionsTo("label-content-name-mismatch"))
                    .isEmpty();
        }
    }

    @Test
    void click_inTheMiddleOfACell_opensTheSecret_howeverNarrowItIs() {
        try (Scene scene = Scene.of(many(8), DashboardOptions.defaults(), Scene.screen(1280, 800))) {
            for (String environment : List.of("e00", "e01")) {
                scene.cell("TOKEN", environment).click();
                assertThat(scene.drawer().locator(".tab[aria-current]")).hasText(environment);
                assertThat(scene.page().locator("[data-revealed]")).hasCount(0);
            }
        }
    }

    @Test
    void value_thatIsShownInACell_isNotCoveredByItsButtons() {
        Kist kist = many(8);
        SampleStore.put(kist.environment("e00"), "TOKEN", "a value that is too long for the cell");
        try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), Scene.screen(1280, 800))) {
            Locator cell = scene.cell("TOKEN", "e00");
            cell.hover();
            cell.locator("[data-cell-act=show]").click();
            assertThat(cell.locator(".shown")).containsText("a value");
            BoundingBox acts = cell.locator(".acts").boundingBox();
            for (String part : List.of(".shown", ".letter")) {
                BoundingBox box = cell.locator(part).boundingBox();
                assertThat(box.x + box.width).as(part).isLessThanOrEqualTo(acts.x);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 640, 768, 1280})
    void heads_nameTheirEnvironments_andNothingOverlaps(int width) {
        SampleStore store = Place.MONGODB.store(folder);
        Kist alice = store.open("alice", Kist.newKey().exposeSecretKey());
        SampleStore.fill(alice);
        Environment child = alice.environment("review-1");
        child.create();
        child.planParent(EnvironmentName.parse("development")).apply();
        alice.environment("development")
                .set(
                        SecretName.parse("NOTED"),
                        SecretValue.of("1"),
                        SetOptions.none().note(Note.of("a note")));
        NewKey key = SampleStore.letIn(alice, "bob", "development", "review-1", "staging");
        Kist bob = store.open("bob", key.exposeSecretKey());
        for (Kist kist : List.of(alice, bob)) {
            try (Scene scene = Scene.of(kist, DashboardOptions.defaults(), Scene.screen(width, 800))) {
                Camera camera = new Camera(scene.page(), "heads-" + width + "-" + (kist == alice ? "alice" : "bob"));
                camera.take("table");
                assertThat(scene.page().evaluate(HIDDEN_PARTS)).asString().isEmpty();
                scene.open("NOTED", "development");
                camera.take("drawer");
                assertThat(scene.page().evaluate(HIDDEN_PARTS)).asString().isEmpty();
                assertThat(camera.objections()).isEmpty();
            }
        }
    }
}
