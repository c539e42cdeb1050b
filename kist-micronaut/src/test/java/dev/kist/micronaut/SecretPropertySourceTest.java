// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Kist;
import dev.kist.NewKey;
import dev.kist.junit.KistExtension;
import dev.kist.testing.Eventually;
import dev.kist.testing.LoggedWarnings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.context.scope.refresh.RefreshEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretPropertySourceTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop")
            .and("payment.api-key", "dotted")
            .and("MY_APP_DB_PASSWORD", "marked-password")
            .forFrameworks();

    private static String get(ApplicationContext application, String name) {
        return application.getProperty(name, String.class).orElse("(none)");
    }

    @Test
    void secrets_areProperties() {
        try (ApplicationContext application = ApplicationContext.run()) {
            assertThat(get(application, "database.url")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(get(application, "database-url")).isEqualTo("jdbc:h2:mem:shop");
            assertThat(get(application, "my.app.db-password")).isEqualTo("marked-password");
            assertThat(get(application, "payment.api-key")).isEqualTo("dotted");
        }
    }

    @Test
    void properties_givenInCode_winOverSecrets() {
        try (ApplicationContext application = ApplicationContext.run(Map.of("database.url", "of the code"))) {
            assertThat(get(application, "database.url")).isEqualTo("of the code");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa${ss}word", "${DATABASE_URL}", "${", "$${x}", "a$b", "${a:b}", "}{", "${a${b}c}", " x "})
    void values_areTakenAsTheyAre(String value) {
        KIST.set("ODD", value);

        try (ApplicationContext application = ApplicationContext.run(Map.of("greeting", "<${odd}>"))) {
            assertThat(get(application, "odd")).isEqualTo(value);
            assertThat(get(application, "greeting")).isEqualTo("<" + value + ">");
        }
    }

    @Test
    void store_thatIsAway_stopsTheStart() {
        KIST.cutStore();

        assertThatThrownBy(ApplicationContext::run)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void enabled_false_asksNoStore() {
        KIST.cutStore();
        System.setProperty("kist.enabled", "false");
        try (ApplicationContext application = ApplicationContext.run()) {
            assertThat(get(application, "database.url")).isEqualTo("(none)");
        } finally {
            System.clearProperty("kist.enabled");
        }
    }

    @Test
    void enabled_isReadAsPeopleWriteIt() {
        System.setProperty("kist.enabled", "yes");
        try (ApplicationContext application = ApplicationContext.run()) {
            assertThat(get(application, "database.url")).isEqualTo("jdbc:h2:mem:shop");

            System.setProperty("kist.enabled", "perhaps");
            assertThatThrownBy(ApplicationContext::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("kist.enabled: \"perhaps\" is neither yes nor no");
        } finally {
            System.clearProperty("kist.enabled");
        }
    }

    @Test
    void property_thatIsNoSetting_isPointedOut() {
        System.setProperty("kist.enviroment", "staging");
        try {
            List<String> logged =
                    LoggedWarnings.of(() -> ApplicationContext.run().close());

            assertThat(logged)
                    .containsExactly("\"kist.enviroment\" is no setting of Kist; did you mean kist.environment?");
        } finally {
            System.clearProperty("kist.enviroment");
        }
    }

    @Test
    void nameOfAVariable_asAProperty_isPointedOut() {
        System.setProperty("KIST_ENVIRONMENT", "staging");
        try {
            assertThat(LoggedWarnings.of(() -> ApplicationContext.run().close()))
                    .containsExactly(
                            "KIST_ENVIRONMENT is no property, but the name of an environment variable: write kist.environment");
        } finally {
            System.clearProperty("KIST_ENVIRONMENT");
        }
    }

    @Test
    void change_isInTheProperties() throws Exception {
        try (ApplicationContext application = ApplicationContext.run()) {
            KIST.set("DATABASE_URL", "jdbc:h2:mem:other");

            Eventually.await(
                    "it is another", () -> get(application, "database.url").equals("jdbc:h2:mem:other"));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("kist-watch"));
    }

    @Test
    void event_ofAChange_hasNamesAndNoValues() throws Exception {
        BlockingQueue<RefreshEvent> events = new LinkedBlockingQueue<>();
        try (ApplicationContext application = ApplicationContext.run()) {
            application.registerSingleton(Listener.class, new Listener(events));
            KIST.set("DATABASE_URL", "jdbc:h2:mem:other");

            RefreshEvent event = events.poll(20, TimeUnit.SECONDS);

            assertThat(event).isNotNull();
            assertThat(event.getSource()).containsKey("database.url");
            assertThat(event.toString()).doesNotContain("jdbc:");
        }
    }

    @Test
    void listenerThatFailsWithAnError_isWarnedOf_andToldTheNextChange() {
        BlockingQueue<RefreshEvent> events = new LinkedBlockingQueue<>();
        List<String> logged = LoggedWarnings.of(() -> {
            try (ApplicationContext application = ApplicationContext.run()) {
                application.registerSingleton(Failing.class, new Failing(events));
                KIST.set("DATABASE_URL", "jdbc:h2:mem:second");
                Eventually.await("the first event", () -> events.size() == 1);
                KIST.set("DATABASE_URL", "jdbc:h2:mem:third");
                Eventually.await("the second event", () -> events.size() == 2);
            }
        });

        assertThat(logged).isNotEmpty().allSatisfy(text -> assertThat(text)
                .contains("java.lang.AssertionError at " + Failing.class.getName() + ".onApplicationEvent")
                .doesNotContain("jdbc:"));
    }

    private record Failing(BlockingQueue<RefreshEvent> events) implements ApplicationEventListener<RefreshEvent> {
        @Override
        public void onApplicationEvent(RefreshEvent event) {
            events.add(event);
            throw new AssertionError("jdbc:h2:mem:second");
        }
    }

    private record Listener(BlockingQueue<RefreshEvent> events) implements ApplicationEventListener<RefreshEvent> {
        @Override
        public void onApplicationEvent(RefreshEvent event) {
            events.add(event);
        }
    }

    @Test
    void failure_saysWhatAMicronautApplicationCanDo() {
        String ofTheTest = Objects.requireNonNull(System.getProperty("kist.key"));
        NewKey stranger = Kist.newKey();
        System.setProperty("kist.key", stranger.exposeSecretKey());
        try {
            assertThatThrownBy(ApplicationContext::run)
                    .hasMessageEndingWith("kist key add -e test --label LABEL "
                            + stranger.publicHalf().publicKey());
        } finally {
            System.setProperty("kist.key", ofTheTest);
        }
        String uri = Objects.requireNonNull(System.clearProperty("kist.mongodb-uri"));
        try {
            assertThatThrownBy(ApplicationContext::run)
                    .hasMessageEndingWith("set kist.mongodb-uri or KIST_MONGODB_URI");
        } finally {
            System.setProperty("kist.mongodb-uri", uri);
        }
    }

    @Test
    void toString_showsNoValue() {
        assertThat(new SecretPropertySource(KIST.environment().load()).toString())
                .doesNotContain("marked-", "jdbc");
    }
}
