// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.junit.KistExtension;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that refers to what is not there is no setting that is not there. */
final class PlaceholdersTest {
    @RegisterExtension
    static final KistExtension KIST =
            KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop").forFrameworks();

    private static SmallRyeConfig config(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("kist.watch", "false"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250))
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kist.strict", "kist.collection", "kist.optional", "kist.enabled", "kist.ordinal"})
    void reference_toNothing_stopsTheStart(String name) {
        assertThatThrownBy(() -> config(name, "${OF_NOBODY}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name + ": what it refers to by ${...} is not set");
    }

    @Test
    void environment_thatRefersToNothing_isNotTheDefault() {
        KIST.addEnvironment("development");
        String ofTheTest = System.clearProperty("kist.environment");
        try {
            assertThatThrownBy(() -> config("kist.environment", "${WHICH_ENV}"))
                    .hasMessageContaining("kist.environment: what it refers to");
            assertThat(config("kist.environment", "${WHICH_ENV:test}").getValue("database.url", String.class))
                    .isEqualTo("jdbc:h2:mem:shop");
            assertThat(config("kist.environment", "${which}", "which", "test").getValue("database.url", String.class))
                    .isEqualTo("jdbc:h2:mem:shop");
        } finally {
            System.setProperty("kist.environment", ofTheTest);
        }
    }

    @Test
    void reference_withAnEmptyDefault_isNotSet() {
        assertThat(config("kist.strict", "${ST:}").getValue("database.url", String.class))
                .isEqualTo("jdbc:h2:mem:shop");
    }

    @Test
    void reference_toNothing_isNotLookedAt_whereKistIsNotUsed() {
        assertThat(config("kist.enabled", "false", "kist.strict", "${ST}")
                        .getOptionalValue("database.url", String.class))
                .isEmpty();
    }

    @Test
    void reference_inAFile_whereNobodyResolvesIt_stopsTheStart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.properties"), "kist.collection=${WHICH}\n");
        URL url = file.toUri().toURL();
        ClassLoader others = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(List.of(url));
            }
        };

        assertThatThrownBy(() -> new KistConfigSourceProvider().getConfigSources(others))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kist.collection: ${...} is not resolved")
                .hasMessageContaining("KIST_COLLECTION");
    }
}
