// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kist.junit.KistExtension;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the actuator shows of secrets: nothing, even where it shows values. */
final class ActuatorTest {
    private static final String[] ALL_SHOWN = {
        "--management.endpoints.web.exposure.include=*",
        "--management.endpoints.jmx.exposure.include=*",
        "--management.endpoint.env.show-values=ALWAYS",
        "--management.endpoint.configprops.show-values=ALWAYS",
        "--account.direct=${ACCOUNT_TOKEN}",
        "--account.by-way=${account.direct}",
        "--account.part=user:${ACCOUNT_TOKEN}@host",
        "--account.pin=${PIN}",
        "--account.hosts=${HOSTS}",
        "--account.timeLimit=${LIMIT}",
        "--account.plain=shown-value",
        "--KIST_KEY=marked-key",
        "--other.mongodb-uri=mongodb://shown-host/",
        "--KIST_MONGODB_URI=mongodb://user:marked-password@host/"
    };

    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("ACCOUNT_TOKEN", "marked-token")
            .and("PIN", "1804289383")
            .and("HOSTS", "marked-one,marked-two")
            .and("LIMIT", "95s")
            .and("ACCOUNT_NESTED_SECRET", "marked-nested")
            .inEnvironment("production")
            .forFrameworks();

    @Test
    void env_showsNoSecret_butWhatIsNone() throws Exception {
        try (ConfigurableApplicationContext application = StartedApplication.start(Shown.class, "kist:", ALL_SHOWN)) {
            EnvironmentEndpoint endpoint = application.getBean(EnvironmentEndpoint.class);
            String shown = json(endpoint.environment(null));

            assertThat(shown)
                    .contains(
                            "shown-value",
                            "shown-host",
                            "ACCOUNT_TOKEN",
                            "secret ACCOUNT_TOKEN of production, version 1");
            assertThat(shown).doesNotContain("marked-", "1804289383", System.getProperty("kist.key"));
            for (String property : new String[] {"ACCOUNT_TOKEN", "account.token", "account.direct", "account.pin"}) {
                assertThat(json(endpoint.environmentEntry(property))).doesNotContain("marked-", "1804289383");
            }
        }
    }

    @Test
    void configprops_showNoSecret_butWhatIsNone() throws Exception {
        try (ConfigurableApplicationContext application = StartedApplication.start(Shown.class, "kist:", ALL_SHOWN)) {
            Account account = application.getBean(Account.class);
            assertThat(account.getToken()).isEqualTo("marked-token");
            assertThat(account.getPart()).isEqualTo("user:marked-token@host");
            assertThat(account.getPin()).isEqualTo(1_804_289_383);
            assertThat(account.getHosts()).containsExactly("marked-one", "marked-two");
            assertThat(account.getTimeLimit()).hasSeconds(95);

            String shown = json(application
                    .getBean(ConfigurationPropertiesReportEndpoint.class)
                    .configurationProperties());

            assertThat(shown)
                    .contains("shown-value", "byWay", "******", "secret ACCOUNT_TOKEN of production, version 1");
            assertThat(shown).doesNotContain("marked-", "1804289383", "PT1M35S");
        }
    }

    @Test
    void health_tellsIdsAndTimes() {
        try (ConfigurableApplicationContext application = StartedApplication.start("kist:")) {
            Health health = application.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus().getCode()).isEqualTo("UP");
            assertThat(health.getDetails()).containsOnlyKeys("production");
            assertThat(health.toString()).doesNotContain("marked-");
            assertThat(health.getDetails().get("production"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("secrets", 5)
                    .containsKeys("read", "newest");
        }
    }

    @Test
    void health_ofSecretsThatCouldNotBeRead_isStale() {
        KIST.cutStore();

        try (ConfigurableApplicationContext application = StartedApplication.start("optional:kist:")) {
            Health health = application.getBean(HealthIndicator.class).health();

            assertThat(health.getStatus().getCode()).isEqualTo("STALE");
        }
    }

    @Test
    void health_switchedOff_isNotThere() {
        try (ConfigurableApplicationContext application =
                StartedApplication.start("kist:", "--management.health.kist.enabled=false")) {
            assertThat(application.getBeansOfType(HealthIndicator.class)).isEmpty();
        }
    }

    @Test
    void health_whereTheWatchIsExcluded_isNotThere() {
        try (ConfigurableApplicationContext application = StartedApplication.start(HealthAlone.class, "kist:")) {
            assertThat(application.getBeansOfType(HealthIndicator.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kist:", "optional:kist:production"})
    void toString_ofAllThatSpringMayLog_showsNoSecret(String imports) {
        try (ConfigurableApplicationContext application =
                StartedApplication.start(imports, "--logging.level.root=TRACE")) {
            KistPropertySource source =
                    KistPropertySource.of(application.getEnvironment()).get(0);

            assertThat(source + " " + source.getSource() + " " + source.resource() + " "
                            + source.resource().settings())
                    .doesNotContain("marked-", System.getProperty("kist.key"));
            assertThat(application.getEnvironment().toString()).doesNotContain("marked-");
        }
    }

    private static String json(Object descriptor) throws Exception {
        return JsonMapper.builder().build().writeValueAsString(descriptor);
    }

    @Import(StartedApplication.Application.class)
    @ImportAutoConfiguration({
        EnvironmentEndpointAutoConfiguration.class,
        ConfigurationPropertiesReportEndpointAutoConfiguration.class
    })
    @EnableConfigurationProperties(Account.class)
    static class Shown {}

    @Configuration
    @ImportAutoConfiguration(KistHealthAutoConfiguration.class)
    static class HealthAlone {}

    @ConfigurationProperties("account")
    static final class Account {
        private String token = "";
        private String direct = "";
        private String byWay = "";
        private String part = "";
        private int pin;
        private List<String> hosts = List.of();
        private Duration timeLimit = Duration.ZERO;
        private String plain = "";
        private final Nested nested = new Nested();

        public String getToken() {
            return token;
        }

        public void setToken(String token) {
            this.token = token;
        }

        public String getDirect() {
            return direct;
        }

        public void setDirect(String direct) {
            this.direct = direct;
        }

        public String getByWay() {
            return byWay;
        }

        public void setByWay(String byWay) {
            this.byWay = byWay;
        }

        public String getPart() {
            return part;
        }

        public void setPart(String part) {
            this.part = part;
        }

        public int getPin() {
            return pin;
        }

        public void setPin(int pin) {
            this.pin = pin;
        }

        public List<String> getHosts() {
            return hosts;
        }

        public void setHosts(List<String> hosts) {
            this.hosts = hosts;
        }

        public Duration getTimeLimit() {
            return timeLimit;
        }

        public void setTimeLimit(Duration timeLimit) {
            this.timeLimit = timeLimit;
        }

        public String getPlain() {
            return plain;
        }

        public void setPlain(String plain) {
            this.plain = plain;
        }

        public Nested getNested() {
            return nested;
        }

        static final class Nested {
            private String secret = "";

            public String getSecret() {
                return secret;
            }

            public void setSecret(String secret) {
                this.secret = secret;
            }
        }
    }
}
