// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NotFoundException;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Snapshot;
import dev.kist.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KistExtensionTest {
    private static final byte[] KEY_STORE = {0, 1, 2};

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    final class InAStaticField {
        @RegisterExtension
        static final KistExtension KIST = KistExtension.with("DATABASE_URL", "jdbc:h2:mem:shop")
                .and("KEY_STORE", KEY_STORE)
                .andTemplate("GREETING", "at ${DATABASE_URL}")
                .inEnvironment("shop-test")
                .forFrameworks();

        @Test
        @Order(1)
        void environment_hasTheGivenSecrets() {
            Snapshot secrets = KIST.environment().load();

            assertThat(secrets.names()).containsExactly("DATABASE_URL", "GREETING", "KEY_STORE");
            assertThat(secrets.get("GREETING")).isEqualTo("at jdbc:h2:mem:shop");
            assertThat(secrets.bytes("KEY_STORE")).isEqualTo(KEY_STORE);
            assertThat(secrets.environment()).hasToString("shop-test");
        }

        @Test
        @Order(2)
        void set_writesAVersion_thatTheNextTestDoesNotSee() {
            KIST.set("DATABASE_URL", "jdbc:h2:mem:other");
            KIST.set("NEW", "${not a template");
            KIST.delete("KEY_STORE");
            KIST.cutStore();

            assertThatThrownBy(() -> KIST.environment().load()).isInstanceOf(StoreUnavailableException.class);

            KIST.restoreStore();
            assertThat(KIST.environment().load().get("DATABASE_URL")).isEqualTo("jdbc:h2:mem:other");
            assertThat(KIST.environment()
                            .history(SecretName.parse("DATABASE_URL"))
                            .versions())
                    .hasSize(2);
            KIST.cutStore();
        }

        @Test
        @Order(3)
        void environment_inTheNextTest_hasTheGivenSecretsAgain() {
            environment_hasTheGivenSecrets();
        }

        @Test
        void settings_openTheSameStore() {
            KistOptions options =
                    KistOptions.builder().variables(KIST.settings()).build();
            try (Kist another = Kist.open(options)) {
                another.environment().delete(List.of(SecretName.parse("GREETING")), false);
            }

            assertThat(KIST.environment().load().names()).doesNotContain("GREETING");
        }

        @Test
        void addEnvironment_isOpenedByTheSettings() {
            Environment other = KIST.addEnvironment("other");
            other.set(SecretName.parse("TOKEN"), SecretValue.of("of the other"), SetOptions.none());

            try (Kist another = Kist.open(
                    KistOptions.builder().variables(KIST.settings()).strict().build())) {
                assertThat(another.environment("other").load().get("TOKEN")).isEqualTo("of the other");
                assertThat(another.environment().load().names()).contains("DATABASE_URL");
            }
        }

        @Test
        void forFrameworks_setsSystemProperties() {
            assertThat(System.getProperty("kist.mongodb-uri"))
                    .endsWith(".kist-junit.invalid/")
                    .isEqualTo(KIST.settings().get("KIST_MONGODB_URI"));
            assertThat(System.getProperty("kist.environment")).isEqualTo("shop-test");
        }

        @Nested
        final class WithClassesNestedInIt {
            private static final Map<String, String> SETTINGS = KIST.settings();

            @Nested
            final class One {
                @Test
                void kist_isThatOfTheClassAroundIt() {
                    assertThat(KIST.settings()).isEqualTo(SETTINGS);
                    assertThat(System.getProperty("kist.mongodb-uri")).isEqualTo(SETTINGS.get("KIST_MONGODB_URI"));
                }
            }

            @Nested
            final class AnotherAfterIt {
                @Test
                void kist_isThatOfTheClassAroundIt() {
                    assertThat(KIST.settings()).isEqualTo(SETTINGS);
                    assertThat(KIST.environment().load().get("DATABASE_URL")).isEqualTo("jdbc:h2:mem:shop");
                }
            }
        }
    }

    @Nested
    @WithSecret(name = "TOKEN", value = "of the class")
    @WithSecret(name = "OTHER", value = "of the class")
    final class ByAnnotation {
        @Test
        void parameters_areOfTheTestsKist(Kist kist, Environment environment, Snapshot secrets) {
            assertThat(kist.environment().name()).isEqualTo(environment.name());
            assertThat(secrets.get("TOKEN")).isEqualTo("of the class");
            assertThat(secrets.get("OTHER")).isEqualTo("of the class");
        }

        @Test
        @WithSecret(name = "TOKEN", value = "of the test")
        void annotationAtATest_winsOverThatOfTheClass(Snapshot secrets) {
            assertThat(secrets.get("TOKEN")).isEqualTo("of the test");
            assertThat(secrets.get("OTHER")).isEqualTo("of the class");
        }

        @Nested
        @WithSecret(name = "OTHER", value = "of the nested class")
        final class InANestedClass {
            @Test
            void secretsOfTheClassAroundIt_areThere_unlessItHasItsOwn(Snapshot secrets) {
                assertThat(secrets.get("TOKEN")).isEqualTo("of the class");
                assertThat(secrets.get("OTHER")).isEqualTo("of the nested class");
            }
        }
    }

    @Nested
    final class AtAMethod {
        @Test
        @WithSecret(name = "TOKEN", value = "of the test")
        void secrets_areThere(Snapshot secrets) {
            assertThat(secrets.names()).containsExactly("TOKEN");
        }
    }

    @Nested
    final class InAnInstanceField {
        @RegisterExtension
        final KistExtension kist = KistExtension.empty();

        @Test
        void environment_isEmpty() {
            assertThat(kist.environment().load().names()).isEmpty();
            assertThatThrownBy(() -> kist.environment().load().get("TOKEN")).isInstanceOf(NotFoundException.class);
        }

        @Test
        void forFrameworks_notAskedFor_leavesSystemPropertiesAlone() {
            assertThat(System.getProperty("kist.mongodb-uri")).isNull();
        }
    }

    @Test
    void kist_outsideOfTests_isNotThere() {
        assertThatThrownBy(() -> KistExtension.empty().kist())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("while tests run");
    }
}
