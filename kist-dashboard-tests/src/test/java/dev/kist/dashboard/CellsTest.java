// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cells of the table and their heads say, and what a click on them does. */
class CellsTest {
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
}
