// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.NotFoundException;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.SetOptions.Reading;
import dev.kist.junit.KistExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

final class KistImportTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop")
            .and("MY_APP_MAIN_PASSWORD", "of relaxed names")
            .and("payment.api-key", "dotted")
            .and("MYAPP_APIKEY", "of one word")
            .and("MY_APP_MAIN_DB_PASSWORD", "of a nested one")
            .and("MY_LIMITS_UPLOAD", "5")
            .and("MY_HOSTS_0", "first")
            .and("MY_HOSTS_1", "second")
            .inEnvironment("production")
            .forFrameworks();

    @BeforeAll
    static void otherEnvironments() {
        write(KIST.addEnvironment("shared"), "DATABASE_URL", "of shared", "ONLY_SHARED", "yes");
        write(KIST.addEnvironment("special"), "DATABASE_URL", "of special", "PROFILE_FILE", "of special");
    }

    private static void write(Environment environment, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.set(
                    SecretName.parse(namesAndValues[i]),
                    SecretValue.of(namesAndValues[i + 1]),
                    SetOptions.none().reading(Reading.LITERAL));
        }
    }

    @Test
    void import_withoutAName_readsTheEnvironmentOfTheSettings() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            assertThat(application.getEnvironment().getProperty("DATABASE_URL")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(application.getEnvironment().getProperty("greeting")).isEqualTo("url jdbc:h2:mem:shop");
        }
    }

    @Test
    void names_areRelaxed_asThoseOfEnvironmentVariables() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            assertThat(StartedApplication.bind(application, "database.url")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(application.getEnvironment().getProperty("database.url")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(StartedApplication.bind(application, "my.app.main.password"))
                    .isEqualTo("of relaxed names");
            assertThat(StartedApplication.bind(application, "my-app.main-password"))
                    .isEqualTo("of relaxed names");
            assertThat(application.getEnvironment().getProperty("my-app.main-password"))
                    .isEqualTo("of relaxed names");
            assertThat(application.getEnvironment().getProperty("payment.api-key"))
                    .isEqualTo("dotted");
            assertThat(StartedApplication.bind(application, "payment.api-key")).isEqualTo("dotted");
        }
    }

    @Test
    void names_withoutDashes_ofNestedOnes_ofMapsAndOfLists_areBound_asThoseOfEnvironmentVariables() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            Binder binder = Binder.get(application.getEnvironment());

            assertThat(StartedApplication.bind(application, "my-app.api-key")).isEqualTo("of one word");
            assertThat(binder.bind("my-app", MyApp.class).get()).isEqualTo(new MyApp(new MainDb("of a nested one")));
            assertThat(binder.bind("my.limits", Bindable.mapOf(String.class, Integer.class))
                            .get())
                    .containsOnly(Map.entry("upload", 5));
            assertThat(binder.bind("my.hosts", Bindable.listOf(String.class)).get())
                    .containsExactly("first", "second");
        }
    }

    record MyApp(MainDb mainDb) {}

    record MainDb(String password) {}

    @Test
    void imports_ofSeveral_letTheLaterWin() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:shared,kist:production")) {
            assertThat(StartedApplication.bind(application, "database.url")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(StartedApplication.bind(application, "only.shared")).isEqualTo("yes");
        }
        try (ConfigurableApplicationContext application =
                StartedApplication.start("kist:production,optional:kist:shared")) {
            assertThat(StartedApplication.bind(application, "database.url")).isEqualTo("of shared");
        }
    }

    @Test
    void precedence_isAboveTheFileThatImports_andBelowTheCommandLine() {
        write(KIST.environment(), "IN_FILE", "of Kist", "DATABASE_DRIVER", "of Kist", "PROFILE_FILE", "of Kist");

        try (ConfigurableApplicationContext application = StartedApplication.start(
                "kist:", "--database.driver=of the command line", "--spring.profiles.active=special")) {
            assertThat(StartedApplication.bind(application, "in.file")).isEqualTo("of Kist");
            assertThat(StartedApplication.bind(application, "database.driver")).isEqualTo("of the command line");
            assertThat(StartedApplication.bind(application, "profile.file")).isEqualTo("of the profile's file");
        }
    }

    @Test
    void precedence_ofAnImportOutsideOfFiles_isAboveAllFiles() {
        write(KIST.environment(), "IN_FILE", "of Kist", "PROFILE_FILE", "of Kist");

        try (ConfigurableApplicationContext application = StartedApplication.start(
                "optional:kist:shared", "--spring.config.import=kist:", "--spring.profiles.active=special")) {
            assertThat(StartedApplication.bind(application, "in.file")).isEqualTo("of Kist");
            assertThat(StartedApplication.bind(application, "profile.file")).isEqualTo("of Kist");
        }
    }

    @Test
    void profiles_asEnvironments_areReadWhereAnEnvironmentHasTheName() {
        try (ConfigurableApplicationContext application = StartedApplication.start(
                "kist:", "--kist.profile-as-environment=true", "--spring.profiles.active=shared,metrics,special")) {
            assertThat(StartedApplication.bind(application, "database.url")).isEqualTo("of special");
            assertThat(StartedApplication.bind(application, "only.shared")).isEqualTo("yes");
        }
    }

    @Test
    void profiles_asEnvironments_withNoneOfTheName_fail() {
        assertThatThrownBy(() -> StartedApplication.start("kist:", "--kist.profile-as-environment=true"))
                .isInstanceOf(KistImportException.class)
                .hasMessageContaining("profiles [default]")
                .hasCauseInstanceOf(NotFoundException.class);
    }

    @Test
    void profiles_areNoEnvironments_unlessAskedFor() {
        try (ConfigurableApplicationContext application =
                StartedApplication.start("kist:", "--spring.profiles.active=shared")) {
            assertThat(StartedApplication.bind(application, "database.url")).isEqualTo("jdbc:h2:mem:shop");
        }
    }

    @Test
    void secrets_cannotImportOrActivateProfiles() {
        write(
                KIST.environment(),
                "spring.config.import",
                "kist:shared",
                "spring.profiles.active",
                "special",
                "spring.profiles.include",
                "special");

        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            assertThat(application.getEnvironment().getActiveProfiles()).isEmpty();
            assertThat(StartedApplication.bind(application, "only.shared")).isEqualTo("(not bound)");
        }
    }

    @Test
    void enabled_false_importsNothing() {
        KIST.cutStore();

        try (ConfigurableApplicationContext application =
                StartedApplication.start("kist:", "--kist.enabled=false", "--DATABASE_URL=of the test")) {
            assertThat(KistPropertySource.of(application.getEnvironment())).isEmpty();
        }
    }

    @Test
    void origin_isTheSecretWithItsVersion() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            Origin origin = PropertySourceOrigin.get(
                    KistPropertySource.of(application.getEnvironment()).get(0), "DATABASE_URL");

            assertThat(origin).hasToString("secret DATABASE_URL of production, version 1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pa${ss}word",
                "${DATABASE_URL}",
                "${",
                "$${x}",
                "${a{b",
                "${a{b}",
                "${a ${b} ${c",
                "}${}{",
                "\\${x}",
                "\\\\${x:y}",
                "a}b{c",
                "$x",
                "#hash",
                " spaces ",
                "line\nline",
                "",
                "back\\slash"
            })
    void values_areTakenAsTheyAre_whateverSpringWouldSeeInThem(String value) {
        write(KIST.environment(), "ODD", value);

        try (ConfigurableApplicationContext application = StartedApplication.start(Odd.class, "kist:")) {
            assertThat(application.getEnvironment().getProperty("odd")).isEqualTo(value);
            assertThat(application.getEnvironment().resolvePlaceholders("<${ODD}>"))
                    .isEqualTo("<" + value + ">");
            assertThat(StartedApplication.bind(application, "odd")).isEqualTo(value);
            assertThat(application.getBean(Holder.class).getBound()).isEqualTo(value);
            assertThat(application.getBean("injected")).isEqualTo(List.of(value));
        }
    }

    @Test
    @Timeout(20)
    void values_ofManyOpenBraces_areTakenInLinearTime() {
        write(KIST.environment(), "ODD", "${".repeat(500_000));

        try (ConfigurableApplicationContext application = StartedApplication.start("kist:", "--kist.watch=false")) {
            assertThat(KistPropertySource.of(application.getEnvironment())
                            .get(0)
                            .getProperty("ODD"))
                    .isEqualTo("${".repeat(500_000));
        }
    }

    @Import(StartedApplication.Application.class)
    @EnableConfigurationProperties(Holder.class)
    static class Odd {
        @Bean
        List<String> injected(@Value("${ODD}") String value) {
            return List.of(value);
        }
    }

    @ConfigurationProperties("holder")
    static final class Holder {
        private String bound = "";

        public String getBound() {
            return bound;
        }

        public void setBound(String bound) {
            this.bound = bound;
        }
    }
}
