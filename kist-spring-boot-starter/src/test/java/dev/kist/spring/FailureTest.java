// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.junit.KistExtension;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** What a failing start prints, and what {@code optional:} forgives. */
@ExtendWith(OutputCaptureExtension.class)
final class FailureTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("SERVER_PORT", "marked-value")
            .and("SHORT", "x7")
            .inEnvironment("production")
            .forFrameworks();

    private static boolean starts(String imports, String... arguments) {
        try (ConfigurableApplicationContext application = StartedApplication.start(Bound.class, imports, arguments)) {
            return application.isActive();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kist:staging           | kist.timeout=1s      | environment staging does not exist | kist environment list",
                "kist:prodution         | kist.timeout=1s      | does not exist | did you mean production?",
                "kist:                  | kist.mongodb-uri=    | no store is set | kist.mongodb-uri",
                "kist:                  | kist.key=kist-key-1-abc | kist.key | kist.*",
                "kist:production        | kist.fingerprint=00000000000000000000000000000000 | fingerprint | kist.fingerprint",
                "kist:not a name        | kist.timeout=1s      | cannot be an environment's name | a name begins with",
                "kist:                  | kist.timeout=soon    | soon | kist.*",
                "kist:                  | kist.mongodb-uri=mongodb://127.0.0.1:1/shop,kist.timeout=300ms | MongoDB at 127.0.0.1:1 cannot be used | See that MongoDB runs",
            })
    void failure_ofAnImport_saysWhatAndWhatToDo(
            String imports, String properties, String description, String action, CapturedOutput output) {
        String[] arguments = Arrays.stream(properties.split(","))
                .map(property -> "--" + property)
                .toArray(String[]::new);

        assertThat(starts(imports, arguments)).isFalse();

        assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:");
        assertThat(output.toString().replaceAll("\\s+", " ")).contains(description, action, "The import '" + imports);
        assertThat(output).doesNotContain("marked-value", "\tat dev.kist");
    }

    @ParameterizedTest
    @CsvSource({
        "kist:, late.environment=staging, kist.environment",
        "optional:kist:, late.enabled=false, kist.enabled",
        "kist:production, late.timeout=7s, kist.timeout",
    })
    void settings_thatComeTooLate_stopTheStart(String imports, String late, String setting, CapturedOutput output) {
        assertThat(startsWithALateFile(imports, "--" + late)).isFalse();

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The import '" + imports + "' failed: " + setting + ": set where");
    }

    @ParameterizedTest
    @CsvSource({
        "kist:production, late.environment=staging",
        "kist:, late.environment=production",
        "kist:, late.actor=somebody",
    })
    void settings_thatAnImportDoesNotHeed_mayComeLate(String imports, String late) {
        assertThat(startsWithALateFile(imports, "--" + late)).isTrue();
    }

    /** Of two imports the first would have read another environment, whose secrets would show through. */
    @Test
    void settings_besideASecondImport_areLateForTheFirst(CapturedOutput output) {
        KIST.addEnvironment("beside");

        assertThat(startsWithALateFile("kist:", "--late.environment=beside", "--late.import=kist:"))
                .isFalse();
        assertThat(startsWithALateFile(
                        "optional:file:./none.properties", "--late.environment=beside", "--late.import=kist:"))
                .isTrue();

        assertThat(output).contains("move the import into that file");
    }

    @Test
    void property_thatIsNoSetting_isPointedOut_whetherTheStartFailsOrNot(CapturedOutput output) {
        assertThat(starts(
                        "kist:production",
                        "--no.port=1",
                        "--bound.port=1",
                        "--kist.enviroment=staging",
                        "--kist.keyFile=",
                        "--kist.mongodbUri=" + System.getProperty("kist.mongodb-uri"),
                        "--kist.other=${nothing}"))
                .isTrue();
        assertThat(starts("kist:staging", "--kist.fingerprnt=abc")).isFalse();

        assertThat(output)
                .containsOnlyOnce("\"kist.enviroment\" is no setting of Kist; did you mean kist.environment?")
                .containsOnlyOnce("\"kist.fingerprnt\" is no setting of Kist; did you mean kist.fingerprint?")
                .doesNotContain("\"kist.keyFile\"", "\"kist.mongodbUri\"", "\"kist.timeout\"", "abc");
    }

    @Test
    void environment_thatIsOnlyTheDefault_isSaidOnce(CapturedOutput output) {
        String ofTheTest = System.clearProperty("kist.environment");
        KIST.addEnvironment("development");
        try {
            assertThat(starts("kist:", "--kist.watch=true", "--spring.config.name=kist-test-bare"))
                    .isTrue();
        } finally {
            System.setProperty("kist.environment", ofTheTest);
        }

        assertThat(output).containsOnlyOnce("no environment is set: using development");
    }

    /** With a profile whose file sets something of Kist, after the import of the file without a profile. */
    private static boolean startsWithALateFile(String imports, String... late) {
        String ofTheTest = System.clearProperty("kist.environment");
        try {
            String[] arguments = Arrays.copyOf(late, late.length + 2);
            arguments[late.length] = "--spring.profiles.active=late";
            arguments[late.length + 1] = "--bound.port=1";
            return starts(imports, arguments);
        } finally {
            System.setProperty("kist.environment", ofTheTest);
        }
    }

    @Test
    void failure_withAKeyThatDoesNotOpen_saysWhomToLetIn(CapturedOutput output) {
        String stranger = Kist.newKey().exposeSecretKey();

        assertThat(starts("kist:", "--kist.key=" + stranger)).isFalse();

        assertThat(output).contains("kist key add -e production --label LABEL kist-pub-1-");
        assertThat(output).doesNotContain(stranger);
    }

    @ParameterizedTest
    @CsvSource({
        "optional:kist:staging, kist.timeout=1s, true",
        "optional:kist:, kist.mongodb-uri=, true",
        "optional:kist:, kist.fingerprint=00000000000000000000000000000000, false",
        "optional:kist:, kist.key=kist-key-1-abc, false",
        "optional:kist:not a name, kist.timeout=1s, false",
    })
    void optional_forgivesAbsence_andNoForgery(
            String imports, String property, boolean isForgiven, CapturedOutput output) {
        assertThat(starts(imports, "--" + property, "--no.port=1")).isEqualTo(isForgiven);
        if (isForgiven) {
            assertThat(output).contains("the application starts without these secrets");
        }
    }

    @Test
    void optional_whileTheStoreIsAway_starts(CapturedOutput output) {
        KIST.cutStore();

        assertThat(starts("optional:kist:")).isTrue();
        assertThat(starts("kist:")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "TRACE"})
    void failure_toBindASecret_showsNoValue(String level, CapturedOutput output) {
        assertThat(starts("kist:", "--bound.of=${SERVER_PORT}", "--logging.level.root=" + level))
                .isFalse();

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "bound.port", "secret and not shown")
                .doesNotContain("marked-value");
    }

    @Test
    void failure_toBindWhatIsNoSecret_isShownByBoot(CapturedOutput output) {
        KIST.delete("SERVER_PORT");

        assertThat(starts("kist:", "--bound.port=plain-text")).isFalse();

        assertThat(output).contains("plain-text");
    }

    @Test
    void importException_saysWhy_withoutAnAnalyzer() {
        try {
            StartedApplication.start("kist:staging").close();
        } catch (KistImportException e) {
            assertThat(e).hasMessage("the import 'kist:staging' failed: the environment staging does not exist");
            assertThat(e.location()).isEqualTo("kist:staging");
            assertThat(e.getCause()).isInstanceOf(KistException.class);
        }
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(Port.class)
    static class Bound {}

    @ConfigurationProperties("bound")
    static final class Port {
        private int port;

        public int getPort() {
            return port;
        }

        public void setPort(int port) {
            this.port = port;
        }
    }
}
