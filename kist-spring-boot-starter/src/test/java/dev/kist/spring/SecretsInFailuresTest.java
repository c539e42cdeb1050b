// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.junit.KistExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/** What a start prints that fails on the value of a secret: never that value, however it got there. */
@ExtendWith(OutputCaptureExtension.class)
final class SecretsInFailuresTest {
    private static final String MARKED = "Marked-Value";

    @RegisterExtension
    static final KistExtension KIST =
            KistExtension.with("OTHER", "1").inEnvironment("production").forFrameworks();

    private static boolean starts(Class<?> application, String... arguments) {
        try (ConfigurableApplicationContext started = StartedApplication.start(application, "kist:", arguments)) {
            return started.isActive();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What it says from the description on: Spring has logged of a failed bean before. */
    private static String said(CapturedOutput output) {
        return output.toString()
                .substring(output.toString().indexOf("Description:"))
                .replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "TRACE"})
    void listWithAGap_isNamedWithoutAValue(String level, CapturedOutput output) {
        KIST.set("MY_LIMITS_UPLOAD", "4242");
        KIST.set("MY_HOSTS_1", MARKED);

        assertThat(starts(Limits.class, "--logging.level.root=" + level)).isFalse();

        assertThat(said(output))
                .contains(
                        "Properties under 'my.hosts' have no place",
                        "my.hosts[1], from secret MY_HOSTS_1 of production, version",
                        "from 0 on")
                .doesNotContain("MY_LIMITS_UPLOAD");
        assertThat(output).doesNotContain(MARKED, "4242");
    }

    @Test
    void gap_thatNoSecretMade_isShownByBoot(CapturedOutput output) {
        assertThat(starts(Limits.class, "--my.hosts[1]=1")).isFalse();

        assertThat(said(output))
                .contains("Property: my.hosts[1]", "Value: \"1\"")
                .doesNotContain("kist set");
    }

    @Test
    void unknownSecret_ofAStrictObject_isLetBe_asAVariableIs(CapturedOutput output) {
        KIST.set("STRICT_OTHER", MARKED);

        assertThat(starts(Strict.class)).isTrue();
        assertThat(starts(Strict.class, "--strict.unknown=shown-value")).isFalse();

        assertThat(said(output)).contains("strict.unknown", "shown-value");
        assertThat(output).doesNotContain(MARKED);
    }

    @Test
    void unknownProperty_belowASecretOfItsName_isStillAnError(CapturedOutput output) {
        KIST.set("HOLDER_BOUND", MARKED);

        assertThat(starts(StrictHolder.class)).isFalse();

        assertThat(said(output)).contains("holder.bound");
        assertThat(output).doesNotContain(MARKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "TRACE"})
    void constructorThatThrows_isNamedWithoutItsMessage(String level, CapturedOutput output) {
        KIST.set("CTOR_VALUE", MARKED);

        assertThat(starts(Picky.class, "--logging.level.root=" + level)).isFalse();

        assertThat(said(output))
                .contains(
                        "The properties under 'ctor' cannot be bound to",
                        "java.lang.IllegalStateException at dev.kist");
        assertThat(output).doesNotContain(MARKED, MARKED.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"LOGGING_LEVEL_FOO, logging.level.foo", "SPRING_MAIN_LAZY_INITIALIZATION, spring.main"})
    void secret_thatIsBoundBeforeThereIsAContext_isNotShown(String secret, String named, CapturedOutput output) {
        KIST.set(secret, MARKED);

        assertThat(starts(Limits.class)).isFalse();

        assertThat(said(output)).contains(named, "secret and not shown", "secret " + secret + " of production");
        assertThat(output).doesNotContain(MARKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {MARKED, "x7"})
    void property_thatIsAskedForAsANumber_isMaskedInTheAnalysis(String value, CapturedOutput output) {
        KIST.set("MY_APP_PORT", value);

        assertThat(starts(Asking.class)).isFalse();

        assertThat(said(output))
                .contains("Invalid value '(secret)' for configuration property 'my-app.port'")
                .doesNotContain(value);
    }

    @Test
    void failureThatNobodyAnalyzes_isMasked(CapturedOutput output) {
        KIST.set("DATABASE_URL", "jdbc:marked://user:pass");

        assertThat(starts(Connecting.class)).isFalse();

        assertThat(said(output))
                .contains("java.lang.IllegalArgumentException: no driver for '(secret)'", "at dev.kist.spring")
                .doesNotContain("jdbc:marked");
    }

    @Test
    void failureWithoutASecret_isAsBootShowsIt(CapturedOutput output) {
        assertThat(starts(Connecting.class)).isFalse();

        assertThat(output).contains("no driver for 'none'").doesNotContain("APPLICATION FAILED TO START");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "TRACE"})
    void constraint_whoseMessageHoldsTheValue_isNamedAlone(String level, CapturedOutput output) {
        KIST.set("CHECKED_NAME", MARKED);

        assertThat(starts(Validated.class, "--logging.level.root=" + level)).isFalse();

        assertThat(said(output)).contains("Properties under 'checked' are not valid", "name: does not fulfill Good");
        assertThat(output).doesNotContain(MARKED);
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(My.class)
    static class Limits {}

    @ConfigurationProperties("my")
    record My(java.util.Map<String, Integer> limits, List<String> hosts) {}

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(StrictProperties.class)
    static class Strict {}

    @ConfigurationProperties(prefix = "strict", ignoreUnknownFields = false)
    static final class StrictProperties {
        private List<String> known = new ArrayList<>();

        public List<String> getKnown() {
            return known;
        }

        public void setKnown(List<String> known) {
            this.known = known;
        }
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(StrictHolderProperties.class)
    static class StrictHolder {}

    @ConfigurationProperties(prefix = "holder", ignoreUnknownFields = false)
    static final class StrictHolderProperties {
        private String known = "";

        public String getKnown() {
            return known;
        }

        public void setKnown(String known) {
            this.known = known;
        }
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(Ctor.class)
    static class Picky {}

    @ConfigurationProperties("ctor")
    record Ctor(String value) {
        Ctor {
            throw new IllegalStateException("bad value: " + value.toLowerCase(Locale.ROOT));
        }
    }

    @Import(StartedApplication.Application.class)
    static class Asking {
        @Bean
        Integer port(Environment environment) {
            return environment.getRequiredProperty("my-app.port", Integer.class);
        }
    }

    @Import(StartedApplication.Application.class)
    static class Connecting {
        @Bean
        Object connection(Environment environment) {
            throw new IllegalArgumentException(
                    "no driver for '" + environment.getProperty("database.url", "none") + "'");
        }
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(Checked.class)
    static class Validated {}

    @ConfigurationProperties("checked")
    static final class Checked implements Validator {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @Override
        public boolean supports(Class<?> type) {
            return type == Checked.class;
        }

        @Override
        public void validate(Object target, Errors errors) {
            errors.rejectValue("name", "Good", "is not good: " + ((Checked) target).name);
        }
    }
}
