// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.junit.KistExtension;
import dev.kist.testing.LoggedWarnings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is odd about the settings is said once. */
final class WarningsTest {
    @RegisterExtension
    static final KistExtension KIST =
            KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop").forFrameworks();

    private static void read(Map<String, String> properties, ConfigSource... more) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("kist.watch", "false");
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "application.properties", 250))
                .withSources(more)
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .build();
        assertThat(config.getConfigSources()).isNotEmpty();
    }

    @Test
    void property_thatIsNoSetting_isPointedOut_whereKistIsUsed() {
        assertThat(LoggedWarnings.of(
                        () -> read(Map.of("kist.enviroment", "staging", "kist.mongodbUri", "mongodb://x"))))
                .containsExactly(
                        "\"kist.enviroment\" is no setting of Kist; did you mean kist.environment?",
                        "\"kist.mongodbUri\" is no setting of Kist; did you mean kist.mongodb-uri?");
        assertThat(LoggedWarnings.of(() -> read(Map.of("kist.enabled", "no", "kist.enviroment", "staging"))))
                .isEmpty();
    }

    @Test
    void nameOfAVariable_asAProperty_isPointedOut() {
        assertThat(LoggedWarnings.of(() -> read(Map.of(
                        "KIST_ENVIRONMENT", "staging",
                        "KIST_KEY_COMMAND", "pass kist",
                        "KIST_WATCH", "no",
                        "KIST_ENVIROMENT", "staging"))))
                .containsExactly(
                        "\"KIST_ENVIROMENT\" is no setting of Kist; did you mean kist.environment?",
                        "KIST_ENVIRONMENT is no property, but the name of an environment variable: write kist.environment",
                        "KIST_KEY_COMMAND is no property: KIST_KEY_COMMAND is taken from the environment variables alone",
                        "KIST_WATCH is no property, but the name of an environment variable: write kist.watch");
        System.setProperty("KIST_STRICT", "1");
        try {
            assertThat(LoggedWarnings.of(() -> read(Map.of())))
                    .containsExactly(
                            "KIST_STRICT is no property, but the name of an environment variable: write kist.strict");
        } finally {
            System.clearProperty("KIST_STRICT");
        }
    }

    @Test
    void variable_inAFileOfVariables_isNone() {
        var dotenv = new EnvConfigSource(Map.of("KIST_ACTOR", "deploy"), 295);

        assertThat(LoggedWarnings.of(() -> read(Map.of(), dotenv))).isEmpty();
    }

    @Test
    void environment_thatIsOnlyTheDefault_isSaid() {
        KIST.addEnvironment("development");
        String ofTheTest = System.clearProperty("kist.environment");
        try {
            assertThat(LoggedWarnings.of(() -> read(Map.of())))
                    .containsExactly("no environment is set: using development; KIST_ENVIRONMENT sets one");
        } finally {
            System.setProperty("kist.environment", ofTheTest);
        }
    }
}
