// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.kist.Environment;
import dev.kist.Kist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that something else makes variables of do not take it over by accident. */
class ExportTest {
    @TempDir
    Path folder;

    private Kist kist;

    @BeforeEach
    void begin() {
        kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        Environment environment = kist.environment("development");
        environment.create();
        SampleStore.put(environment, "LD_PRELOAD", "/tmp/x.so");
        SampleStore.put(environment, "TOKEN", "t-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dotenv", "shell", "docker", "github-env", "k8s-secret"})
    void dangerousName_isRefusedInWhatBecomesVariables_unlessItIsAllowed(String format) {
        try (Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            Visitor visitor = Visitor.of(dashboard);
            RawRequest.Answer refused = visitor.post("export-file", "environment", "development", "format", format);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("LD_PRELOAD")
                    .doesNotContain("TOKEN")
                    .doesNotContain("/tmp/x.so");
            RawRequest.Answer allowed =
                    visitor.post("export-file", "environment", "development", "format", format, "dangerous", "1");
            assertThat(allowed.status()).isEqualTo(200);
            assertThat(allowed.body()).contains("LD_PRELOAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml", "properties"})
    void dangerousName_isDataInOtherFormats(String format) {
        try (Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            RawRequest.Answer answer =
                    Visitor.of(dashboard).post("export-file", "environment", "development", "format", format);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("LD_PRELOAD");
        }
    }

    @Test
    void person_isToldTheNames_andTicksABox() throws IOException {
        try (Scene scene = Scene.of(kist)) {
            scene.page().locator(".actions >> text=Export").click();
            Locator box = scene.dialog().locator("[name=dangerous]");
            scene.dialog().locator("#export-format").selectOption("json");
            assertThat(box).isHidden();
            scene.dialog().locator("#export-format").selectOption("shell");
            scene.dialog().locator("text=Save the file").click();
            assertThat(scene.dialog().locator(".problem")).containsText("LD_PRELOAD");
            box.check();
            Download download = scene.page()
                    .waitForDownload(
                            () -> scene.dialog().locator("text=Save the file").click());
            assertThat(Files.readString(download.path())).contains("export LD_PRELOAD='/tmp/x.so'");
            assertThat(scene.faults()).isEmpty();
        }
    }
}
