// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.junit.KistExtension;
import dev.kist.testing.Eventually;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** The properties follow while the application runs. */
@ExtendWith(OutputCaptureExtension.class)
final class WatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("ACCOUNT_TOKEN", "first")
            .and("OTHER", "other")
            .inEnvironment("production")
            .forFrameworks();

    private static ConfigurableApplicationContext start(String imports, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--kist.watch=true";
        return StartedApplication.start(Listening.class, imports, all);
    }

    private static SortedSet<String> next(ConfigurableApplicationContext application) throws InterruptedException {
        SecretsChangedEvent event =
                application.getBean(Heard.class).events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event.secrets();
    }

    @Test
    void change_isInTheProperties_andInBeans_whenTheEventComes() throws Exception {
        try (ConfigurableApplicationContext application = start("kist:")) {
            Scoped before = application.getBean(Scoped.class);
            assertThat(before.token()).isEqualTo("first");

            KIST.set("ACCOUNT_TOKEN", "second");

            assertThat(next(application)).containsExactly("ACCOUNT_TOKEN");
            assertThat(StartedApplication.bind(application, "account.token")).isEqualTo("second");
            assertThat(application.getEnvironment().getProperty("account.token"))
                    .isEqualTo("second");
            assertThat(application.getBean(Account.class).getToken()).isEqualTo("second");
            assertThat(application.getBean(Scoped.class).token()).isEqualTo("second");
            assertThat(application.getBean(Heard.class).cloud.poll()).contains("ACCOUNT_TOKEN", "account.token");
        }
    }

    @Test
    void listener_thatThrows_isNamed_andTheNextChangeArrives(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext application =
                StartedApplication.start(Throwing.class, "kist:", "--kist.watch=true")) {
            BlockingQueue<SecretsChangedEvent> heard = application.getBean(Throwing.class).heard;
            for (String value : List.of("second", "third")) {
                KIST.set("ACCOUNT_TOKEN", value);

                assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
                assertThat(StartedApplication.bind(application, "account.token"))
                        .isEqualTo(value);
            }
        }
        assertThat(output)
                .contains("a listener threw java.lang.NoClassDefFoundError at dev.kist.spring.WatchTest$Throwing")
                .doesNotContain("secret of a message");
    }

    @Import(StartedApplication.Application.class)
    static class Throwing {
        final BlockingQueue<SecretsChangedEvent> heard = new LinkedBlockingQueue<>();

        @Bean
        ApplicationListener<SecretsChangedEvent> throwing() {
            return event -> {
                heard.add(event);
                throw new NoClassDefFoundError("secret of a message");
            };
        }
    }

    @Test
    void changes_comeInTheOrderOfTheVersions_andOnlyWhereAValueIsAnother() throws Exception {
        try (ConfigurableApplicationContext application = start("kist:")) {
            KIST.environment().setNote(SecretName.parse("OTHER"), Optional.of(Note.of("a note")));
            for (int i = 1; i <= 5; i++) {
                KIST.set("ACCOUNT_TOKEN", "value " + i);
            }

            String seen = "";
            while (!seen.equals("value 5")) {
                assertThat(next(application)).containsExactly("ACCOUNT_TOKEN");
                String now = StartedApplication.bind(application, "account.token");
                assertThat(now.compareTo(seen)).isNotNegative();
                seen = now;
            }
            KIST.delete("OTHER");
            assertThat(next(application)).containsExactly("OTHER");
            assertThat(StartedApplication.bind(application, "other")).isEqualTo("(not bound)");
        }
    }

    @Test
    void change_thatTheApplicationDoesNotSee_isNoEvent() throws Exception {
        Environment shared = KIST.kist().environment("shared").exists()
                ? KIST.kist().environment("shared")
                : KIST.addEnvironment("shared");
        shared.set(SecretName.parse("ACCOUNT_TOKEN"), SecretValue.of("of shared"), SetOptions.none());
        shared.set(SecretName.parse("SEEN"), SecretValue.of("first"), SetOptions.none());

        try (ConfigurableApplicationContext application = start("kist:shared,kist:production")) {
            shared.set(SecretName.parse("ACCOUNT_TOKEN"), SecretValue.of("second"), SetOptions.none());
            shared.set(SecretName.parse("SEEN"), SecretValue.of("second"), SetOptions.none());

            assertThat(next(application)).containsExactly("SEEN");
            assertThat(StartedApplication.bind(application, "account.token")).isEqualTo("first");
        }
    }

    @Test
    void store_thatGoesAndComesBack_leavesWhatIsThere_andIsCaughtUpWith(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext application = start("kist:")) {
            HealthIndicator health = application.getBean(HealthIndicator.class);
            awaitStatus(health, "UP");
            KIST.cutStore();
            awaitStatus(health, "STALE");
            assertThat(health.health().getDetails().toString()).contains("failure", "cannot be reached");
            assertThat(StartedApplication.bind(application, "account.token")).isEqualTo("first");

            KIST.restoreStore();
            KIST.set("ACCOUNT_TOKEN", "second");

            assertThat(next(application)).containsExactly("ACCOUNT_TOKEN");
            awaitStatus(health, "UP");
            assertThat(output)
                    .containsOnlyOnce("production is not followed at the moment, its secrets stay as they were read: ")
                    .containsOnlyOnce("production is followed again");
        }
    }

    @Test
    void store_thatIsAwayAtTheStart_deliversLater() throws Exception {
        KIST.cutStore();
        try (ConfigurableApplicationContext application = start("optional:kist:")) {
            HealthIndicator health = application.getBean(HealthIndicator.class);
            assertThat(health.health().getStatus().getCode()).isEqualTo("STALE");
            assertThat(StartedApplication.bind(application, "account.token")).isEqualTo("(not bound)");

            KIST.restoreStore();

            assertThat(next(application)).containsExactly("ACCOUNT_TOKEN", "OTHER");
            assertThat(StartedApplication.bind(application, "account.token")).isEqualTo("first");
            awaitStatus(health, "UP");
        }
    }

    @Test
    void close_leavesNoThread() throws Exception {
        try (ConfigurableApplicationContext application = start("kist:")) {
            assertThat(watchThreads()).isNotEmpty();
            assertThat(application.isActive()).isTrue();
        }

        assertThat(watchThreads()).isEmpty();
    }

    @Test
    void watch_switchedOff_keepsNoConnection() {
        try (ConfigurableApplicationContext application =
                StartedApplication.start(Listening.class, "kist:", "--kist.watch=false")) {
            assertThat(watchThreads()).isEmpty();
            assertThat(application.getBean(SecretsWatch.class).followed()).isEmpty();
        }
    }

    private static List<String> watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kist-watch"))
                .toList();
    }

    private static void awaitStatus(HealthIndicator health, String status) {
        Eventually.await(
                "health is " + status,
                () -> health.health().getStatus().getCode().equals(status));
    }

    @Import({StartedApplication.Application.class, Heard.class})
    @ImportAutoConfiguration({RefreshAutoConfiguration.class, ConfigurationPropertiesRebinderAutoConfiguration.class})
    @EnableConfigurationProperties(Account.class)
    static class Listening {
        @Bean
        @RefreshScope
        Scoped scoped(Account account) {
            return new Scoped(account.getToken());
        }
    }

    static final class Heard {
        final BlockingQueue<SecretsChangedEvent> events = new LinkedBlockingQueue<>();
        final BlockingQueue<String> cloud = new LinkedBlockingQueue<>();

        @EventListener
        void heard(SecretsChangedEvent event) {
            events.add(event);
        }

        @EventListener
        void heard(EnvironmentChangeEvent event) {
            cloud.add(event.getKeys().toString());
        }
    }

    static class Scoped {
        private final @Nullable String token;

        Scoped() {
            this(null);
        }

        Scoped(@Nullable String token) {
            this.token = token;
        }

        @Nullable
        String token() {
            return token;
        }
    }

    @ConfigurationProperties("account")
    static final class Account {
        private String token = "";

        public String getToken() {
            return token;
        }

        public void setToken(String token) {
            this.token = token;
        }
    }
}
