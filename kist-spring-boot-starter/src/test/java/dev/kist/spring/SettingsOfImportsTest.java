// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.junit.KistExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Which environment an import reads, and who has a say in that. */
@ExtendWith(OutputCaptureExtension.class)
final class SettingsOfImportsTest {
    @RegisterExtension
    final KistExtension kist = KistExtension.with("WHOSE", "of production")
            .and("ONLY_PRODUCTION", "yes")
            .inEnvironment("production")
            .forFrameworks();

    private String ofTheTest = "";

    @BeforeEach
    void leaveTheEnvironmentToFiles() {
        ofTheTest = System.clearProperty("kist.environment");
        for (String name : List.of("development", "special", "shared")) {
            set(kist.addEnvironment(name), "WHOSE", "of " + name);
        }
    }

    @AfterEach
    void takeItBack() {
        System.setProperty("kist.environment", ofTheTest);
    }

    private static void set(Environment environment, String name, String value) {
        environment.set(SecretName.parse(name), SecretValue.of(value), SetOptions.none());
    }

    private static List<String> environments(ConfigurableApplicationContext application) {
        return KistPropertySource.of(application.getEnvironment()).stream()
                .map(KistPropertySource::label)
                .toList();
    }

    /** Wherever that is said: it reads one environment, and only that. */
    @ParameterizedTest
    @CsvSource({
        "kist-test-documents, late",
        "kist-test-bare, none",
    })
    void import_heedsWhatOtherDocumentsAndFilesSay(String file, String profile) {
        try (ConfigurableApplicationContext application = StartedApplication.start(
                "kist:",
                "--spring.profiles.active=" + profile,
                "--spring.config.name=" + file + ",kist-test-other",
                "--other.environment=special")) {
            assertThat(environments(application)).containsExactly("kist:special");
            assertThat(StartedApplication.bind(application, "whose")).isEqualTo("of special");
            assertThat(StartedApplication.bind(application, "only.production")).isEqualTo("(not bound)");
        }
    }

    @Test
    void import_outsideOfFiles_heedsTheFiles() {
        try (ConfigurableApplicationContext application = StartedApplication.start(
                "optional:file:./none.properties",
                "--spring.config.import=kist:",
                "--spring.config.name=kist-test-other",
                "--other.environment=special")) {
            assertThat(environments(application)).containsExactly("kist:special");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KIST_ENVIRONMENT, special",
        "kist.environment, special",
        "KIST_MONGODB_URI, mongodb://127.0.0.1:1/other",
        "KIST_KEY, kist-key-1-abc",
        "KIST_FINGERPRINT, 00000000000000000000000000000000",
        "KIST_ENABLED, false",
        "KIST_WATCH, maybe",
        "KIST_ORDINAL, 1",
    })
    void secret_hasNoSayInWhatIsRead(String name, String value, CapturedOutput output) {
        set(kist.kist().environment("shared"), name, value);

        try (ConfigurableApplicationContext application = StartedApplication.start("kist:shared,kist:")) {
            assertThat(environments(application)).containsExactly("kist:production", "kist:shared");
            assertThat(StartedApplication.bind(application, "whose")).isEqualTo("of production");
        }
        assertThat(output)
                .doesNotContain("kist.ordinal", "kist.mongodb.uri", "kist.key", "kist.watch", "kist.environment\" is");
    }

    @Test
    void placeholder_takesNothingFromASecret() {
        set(kist.kist().environment("shared"), "TARGET", "special");

        assertThatThrownBy(() -> StartedApplication.start("kist:shared,kist:", "--kist.environment=${TARGET}"))
                .hasCauseInstanceOf(InvalidInputException.class)
                .hasMessageContaining("${TARGET}");
        try (ConfigurableApplicationContext application =
                StartedApplication.start("kist:", "--kist.environment=${mine}", "--mine=special")) {
            assertThat(environments(application)).containsExactly("kist:special");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kist:nope,optional:kist:nope", "optional:kist:nope,kist:nope"})
    void import_thatIsOptionalOnlyElsewhere_isMandatory(String imports) {
        assertThatThrownBy(() -> StartedApplication.start(imports))
                .isInstanceOf(KistImportException.class)
                .hasCauseInstanceOf(NotFoundException.class);
    }

    @Test
    void list_ofFingerprints_isHeeded() {
        String known = System.clearProperty("kist.fingerprint");
        String one = "--kist.fingerprint[0]=00000000000000000000000000000000";
        try {
            assertThatThrownBy(() -> StartedApplication.start("kist:production", one))
                    .hasMessageContaining("fingerprint");
            StartedApplication.start("kist:production", one, "--kist.fingerprint[1]=" + known)
                    .close();
        } finally {
            System.setProperty("kist.fingerprint", known);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", "enabled", "profile-as-environment"})
    void flag_thatIsNeitherYesNorNo_isSaidInKistsWords(String flag) {
        assertThatThrownBy(() -> StartedApplication.start("kist:production", "--kist." + flag + "=maybe"))
                .isInstanceOf(KistImportException.class)
                .hasMessageContaining("kist." + flag + ": \"maybe\" is neither yes nor no");
    }

    @Test
    void variablesName_asAProperty_isPointedOut(CapturedOutput output) {
        StartedApplication.start("kist:production", "--KIST_ENVIRONMENT=special")
                .close();

        assertThat(output)
                .contains("KIST_ENVIRONMENT is the name of an environment variable")
                .contains("kist.environment");
    }
}
