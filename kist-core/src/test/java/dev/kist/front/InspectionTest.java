// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.Finding.Status;
import dev.kist.Inspection;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.SetOptions.Reading;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inspection finds what is wrong, says it by code, and names neither a command nor a value. */
final class InspectionTest {
    private final Path home;
    private final InMemoryKist setup;
    private final Kist kist;
    private final Environment environment;

    InspectionTest(@TempDir Path home) {
        this.home = home;
        this.setup = InMemoryKist.in(home);
        this.kist = setup.open();
        this.environment = made(kist, "development");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private List<Finding> inspect() {
        return inspect(setup.options().build(), Inspection.ofSettings());
    }

    private static List<Finding> inspect(KistOptions options, Inspection inspection) {
        List<Finding> findings = Kist.inspect(options, inspection);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.text() + " " + finding.advice())
                .doesNotContain("--", "canary", "keyring", "DEK")
                .doesNotContainPattern("(?<![.-])\\bkist [a-z]"));
        return findings;
    }

    private static List<Finding> of(List<Finding> findings, Code code) {
        return findings.stream().filter(finding -> finding.code() == code).toList();
    }

    @Test
    void inspect_ofWhatIsFine_hasNoError() {
        set(environment, "A", "canary");

        List<Finding> findings = inspect();

        assertThat(findings).noneMatch(finding -> finding.status() == Status.ERROR);
        assertThat(findings)
                .extracting(Finding::code)
                .contains(Code.SETTING, Code.KEY, Code.CONNECTION, Code.CLOCK, Code.ENVIRONMENT, Code.SECRETS);
        assertThat(of(findings, Code.ONLY_ONE_KEY))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail("environment")).contains("development"));
    }

    @Test
    void inspect_namesBrokenTemplates_andForeignDocuments() {
        SetOptions forced = SetOptions.none().reading(Reading.TEMPLATE).force();
        environment.set(name("BROKEN"), SecretValue.of("canary ${NOWHERE}"), forced);
        setup.documents().insertSecret(Map.of("environment", "development", "key", "PLAIN", "value", "canary"));

        List<Finding> findings = inspect();

        assertThat(of(findings, Code.BROKEN_TEMPLATE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail("secret")).contains("BROKEN"));
        assertThat(of(findings, Code.FOREIGN_SECRET))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail("secret")).contains("PLAIN"));
    }

    @Test
    void inspect_ofAnEnvironmentThatIsNotThere_isAnError() {
        Inspection other = new Inspection(List.of(EnvironmentName.parse("developmnt")), false);

        List<Finding> findings = inspect(setup.options().build(), other);

        assertThat(of(findings, Code.FAILURE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail("environment")).contains("developmnt"));
    }

    @Test
    void inspect_ofAll_looksAtEach_andAtTheStoreOnce() {
        made(kist, "production");

        List<Finding> findings = inspect(setup.options().build(), new Inspection(List.of(), true));

        assertThat(of(findings, Code.ONLY_ONE_KEY)).hasSize(2);
        assertThat(of(findings, Code.CONNECTION)).hasSize(1);
    }

    @Test
    void inspect_withoutAKey_andWithATypedPassword_saysSo() throws Exception {
        Files.createDirectories(home.resolve("empty"));
        KistOptions options = KistOptions.builder()
                .variables(Map.of("HOME", home.resolve("empty").toString()))
                .directory(home)
                .set(
                        Setting.MONGODB_URI,
                        new SettingValue("mongodb://u:canary@localhost:1/db", Origin.ARGUMENT, "the argument"))
                .defaultTimeout(Duration.ofMillis(300))
                .build();

        List<Finding> findings = inspect(options, Inspection.ofSettings());

        assertThat(findings).extracting(Finding::code).contains(Code.NO_KEY, Code.TYPED_PASSWORD, Code.FAILURE);
        assertThat(of(findings, Code.FAILURE))
                .anyMatch(finding -> finding.text().contains("kist-mongodb"));
    }
}
