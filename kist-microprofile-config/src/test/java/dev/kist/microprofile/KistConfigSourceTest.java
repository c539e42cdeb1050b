// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.FingerprintException;
import dev.kist.NotFoundException;
import dev.kist.StoreUnavailableException;
import dev.kist.junit.KistExtension;
import dev.kist.testing.Eventually;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KistConfigSourceTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop")
            .and("payment.api-key", "dotted")
            .and("MY_APP_DB_PASSWORD", "marked-password")
            .and("KEY_STORE", new byte[] {1, 2})
            .inEnvironment("production")
            .forFrameworks();

    private @Nullable SmallRyeConfig config;

    @AfterEach
    void close() throws Exception {
        if (config != null) {
            for (ConfigSource source : config.getConfigSources()) {
                if (source instanceof SmallRyeSource kist) {
                    kist.close();
                }
            }
        }
    }

    /** SmallRye Config as it comes, with these as application.properties. */
    private SmallRyeConfig config(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("kist.watch", "false"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return build(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250)));
    }

    private SmallRyeConfig build(SmallRyeConfigBuilder builder) {
        config = builder.addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .build();
        return config;
    }

    private static SmallRyeSource source(SmallRyeConfig config) {
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof SmallRyeSource kist) {
                return kist;
            }
        }
        throw new AssertionError("no source of Kist");
    }

    @Test
    void names_meetThoseOfSecrets_asThoseOfVariablesDo() {
        SmallRyeConfig config = config();

        for (String name : List.of("DATABASE_URL", "database.url", "database-url", "Database.Url")) {
            assertThat(config.getValue(name, String.class)).as(name).isEqualTo("jdbc:h2:mem:shop");
        }
        assertThat(config.getValue("my-app.db-password", String.class)).isEqualTo("marked-password");
        assertThat(config.getValue("payment.api-key", String.class)).isEqualTo("dotted");
        assertThat(config.getOptionalValue("database", String.class)).isEmpty();
        assertThat(source(config).getPropertyNames())
                .contains("DATABASE_URL", "database.url", "payment.api-key", "my.app.db.password")
                .doesNotContain("KEY_STORE", "key.store");
    }

    @ConfigMapping(prefix = "my-app")
    interface MyApp {
        String apiKey();

        Optional<Db> mainDb();

        Map<String, String> limits();

        List<String> hosts();

        interface Db {
            String password();
        }
    }

    @Test
    void mapping_findsItsProperties_asInVariables() {
        KIST.set("MY_APP_API_KEY", "of the key");
        KIST.set("MY_APP_MAIN_DB_PASSWORD", "${of the db}");
        KIST.set("MY_APP_LIMITS_UPLOAD", "5");
        KIST.set("MY_APP_HOSTS_0_", "one");
        KIST.set("MY_APP_HOSTS_1_", "two");
        KIST.set("MY_APP_OF_NO_MAPPING", "no error");
        KIST.set("CONFIG_ORDINAL", "1000");

        SmallRyeConfig config = build(new SmallRyeConfigBuilder().withMapping(MyApp.class));

        MyApp mapped = config.getConfigMapping(MyApp.class);
        assertThat(mapped.apiKey()).isEqualTo("of the key");
        assertThat(mapped.mainDb()).map(MyApp.Db::password).contains("${of the db}");
        assertThat(mapped.limits()).containsOnly(Map.entry("upload", "5"));
        assertThat(mapped.hosts()).containsExactly("one", "two");
        assertThat(source(config).getPropertyNames()).contains("my-app.api-key");
        assertThat(source(config).getOrdinal()).isEqualTo(271);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "TRUE, true", "1, true", "'', true", "off, false", "0, false"})
    void enabled_isReadAsPeopleWriteIt(String text, boolean isEnabled) {
        assertThat(config("kist.enabled", text).getOptionalValue("database.url", String.class))
                .isEqualTo(isEnabled ? Optional.of("jdbc:h2:mem:shop") : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"kist.enabled, maybe", "kist.watch, 2", "kist.optional, y", "kist.ordinal, high"})
    void setting_thatCannotBeRead_stopsTheStart(String name, String text) {
        assertThatThrownBy(() -> config(name, text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name + ": \"" + text + "\" is n");
    }

    @Test
    void ordinal_isAboveApplicationProperties_andBelowVariables() {
        SmallRyeConfig config = config("database.url", "of the file");
        assertThat(config.getValue("database.url", String.class)).isEqualTo("jdbc:h2:mem:shop");
        assertThat(source(config).getOrdinal()).as("that of the test's file").isEqualTo(271);
        assertThat(SourceSettings.DEFAULT_ORDINAL).isEqualTo(275);

        System.setProperty("database.url", "of the system");
        try {
            assertThat(config.getValue("database.url", String.class)).isEqualTo("of the system");
        } finally {
            System.clearProperty("database.url");
        }
    }

    @Test
    void ordinal_canBeSet() {
        SmallRyeConfig config = config("database.url", "of the file", "kist.ordinal", "240");

        assertThat(config.getValue("database.url", String.class)).isEqualTo("of the file");
    }

    @Test
    void enabled_false_isNoSource() {
        KIST.cutStore();

        assertThat(config("kist.enabled", "false").getOptionalValue("database.url", String.class))
                .isEmpty();
    }

    @Test
    void store_thatIsAway_stopsTheStart_unlessOptional() {
        KIST.cutStore();

        assertThatThrownBy(() -> config())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached")
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(config("kist.optional", "true").getOptionalValue("database.url", String.class))
                .isEmpty();
    }

    @Test
    void store_thatIsAwayAtTheStart_deliversLater_whereOptional() throws Exception {
        KIST.cutStore();
        SmallRyeConfig config = config("kist.optional", "true", "kist.watch", "true");
        assertThat(config.getOptionalValue("database.url", String.class)).isEmpty();

        KIST.restoreStore();

        awaitValue(config, "database.url", "jdbc:h2:mem:shop");
    }

    @Test
    void environment_thatDoesNotExist_stopsTheStart() {
        System.setProperty("kist.environment", "staging");
        try {
            assertThatThrownBy(() -> config()).hasCauseInstanceOf(NotFoundException.class);
        } finally {
            System.setProperty("kist.environment", "production");
        }
    }

    @Test
    void fingerprint_thatIsAnother_stopsTheStart_evenWhereOptional() {
        String known = System.setProperty("kist.fingerprint", "0".repeat(32));
        try {
            assertThatThrownBy(() -> config("kist.optional", "true")).hasCauseInstanceOf(FingerprintException.class);
        } finally {
            System.setProperty("kist.fingerprint", known);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pa${ss}word",
                "${DATABASE_URL}",
                "${",
                "$${x}",
                "$$",
                "a$b",
                "\\${x}",
                "\\\\${x:y}",
                "\\$",
                "a}b{c",
                "a,b\\,c",
                "${aes::x}",
                " spaces "
            })
    void values_areTakenAsTheyAre(String value) {
        KIST.set("ODD", value);

        SmallRyeConfig config = config("greeting", "<${ODD}>");

        assertThat(config.getValue("odd", String.class)).isEqualTo(value);
        assertThat(config.getValue("greeting", String.class)).isEqualTo("<" + value + ">");
    }

    @Test
    void change_isSeenByWhoeverAsksAgain() throws Exception {
        SmallRyeConfig config = config("kist.watch", "true");
        assertThat(config.getValue("database.url", String.class)).isEqualTo("jdbc:h2:mem:shop");

        KIST.set("DATABASE_URL", "jdbc:h2:mem:other");
        awaitValue(config, "database.url", "jdbc:h2:mem:other");

        KIST.cutStore();
        Thread.sleep(100);
        assertThat(config.getValue("database.url", String.class)).isEqualTo("jdbc:h2:mem:other");
        KIST.restoreStore();
        KIST.set("NEW_ONE", "new");
        awaitValue(config, "new.one", "new");
        KIST.delete("DATABASE_URL");
        Eventually.await("the name is gone", () -> config.getOptionalValue("database.url", String.class)
                .isEmpty());
        assertThat(source(config).getPropertyNames())
                .contains("new.one", "payment.api-key")
                .doesNotContain("DATABASE_URL", "database.url");
    }

    @Test
    void close_leavesNoThread() {
        config("kist.watch", "true");
        assertThat(threads("kist-watch")).isNotEmpty();

        source(Objects.requireNonNull(config)).close();

        assertThat(threads("kist-watch")).isEmpty();
    }

    /** SmallRye closes no source: an application that is deployed anew would leave a thread and a connection each time. */
    @Test
    void aConfigThatNobodyHasAnyMore_leavesNoThread() {
        config("kist.watch", "true");
        assertThat(threads("kist-watch")).isNotEmpty();

        config = null;

        Eventually.await("the watch has ended", () -> {
            System.gc();
            return threads("kist-watch").isEmpty();
        });
    }

    /** What {@code quarkus dev} does after each change of the application. */
    @Test
    void classLoaderOfQuarkus_thatIsClosed_leavesNoThread() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (QuarkusClassLoader application =
                QuarkusClassLoader.builder("application", before, false).build()) {
            Thread.currentThread().setContextClassLoader(application);
            config("kist.watch", "true");
            assertThat(threads("kist-watch")).isNotEmpty();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(threads("kist-watch")).isEmpty();
        assertThat(config).isNotNull();
    }

    @Test
    void watch_false_keepsNoConnection() throws Exception {
        String ofTheTest = System.setProperty("kist.mongodb-uri", "mongodb://127.0.0.1:1/shop");
        try {
            config("kist.optional", "true", "kist.timeout", "200ms");
        } finally {
            System.setProperty("kist.mongodb-uri", ofTheTest);
        }

        Eventually.await(
                "no thread of MongoDB's driver", () -> threads("cluster-").isEmpty());
    }

    @Test
    void toString_showsNoValue() {
        assertThat(source(config()) + " " + source(config()).getName())
                .contains("production")
                .doesNotContain("marked-", "jdbc");
    }

    @Test
    void provider_forOthersThanSmallRye_readsFilesOfTheClassPath() {
        ClassLoader withoutSmallRye = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("io.smallrye.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        assertThat(new KistConfigSourceProvider().getConfigSources(getClass().getClassLoader()))
                .isEmpty();

        ConfigSource source = new KistConfigSourceProvider()
                .getConfigSources(withoutSmallRye)
                .iterator()
                .next();
        try (KistConfigSource kist = (KistConfigSource) source) {
            assertThat(kist.getOrdinal()).isEqualTo(271);
            assertThat(kist.getValue("database.url")).isEqualTo("jdbc:h2:mem:shop");
        }
    }

    private static Set<String> threads(String prefix) {
        Set<String> names = new HashSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.removeIf(name -> !name.startsWith(prefix));
        return names;
    }

    private static void awaitValue(SmallRyeConfig config, String name, String value) {
        Eventually.await(
                name + " is another",
                () -> config.getOptionalValue(name, String.class).orElse("").equals(value));
    }
}
