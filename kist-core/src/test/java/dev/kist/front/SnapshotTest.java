// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.NotFoundException;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Snapshot;
import dev.kist.memory.InMemoryKist;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot reads texts as numbers, durations and so on, and never shows a value that it cannot read. */
final class SnapshotTest {
    private static final String CANARY = "canary 5f1d";

    private final Kist kist;
    private final Environment environment;

    SnapshotTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = made(kist, "production");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private Snapshot with(String value) {
        set(environment, "A", value);
        return environment.load();
    }

    @Test
    void map_andItsParts_showNoValueAsText() {
        Map<String, String> texts = with(CANARY).asMap();

        assertThat(texts.values()).containsExactly(CANARY);
        assertThat(texts + " " + texts.entrySet() + " " + texts.values())
                .contains("A")
                .doesNotContain(CANARY);
    }

    @Test
    void numbers_areRead_toTheirLimits() {
        assertThat(with(" 8080\n").getInt("A")).isEqualTo(8080);
        assertThat(with("-2147483648").getInt("A")).isEqualTo(Integer.MIN_VALUE);
        assertThat(with("9223372036854775807").getLong("A")).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> with("2147483648").getInt("A"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("secret A of production is not a whole number from -2147483648 to 2147483647")
                .extracting(e -> ((InvalidInputException) e).hint())
                .isEqualTo(Optional.of("write it as digits, such as 8080"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "Yes", "ON", "1"})
    void yes_isTrue(String value) {
        assertThat(with(value).getBoolean("A")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "No", "OFF", "0"})
    void no_isFalse(String value) {
        assertThat(with(value).getBoolean("A")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "500ms, PT0.5S", "45s, PT45S", "5m, PT5M", "2h, PT2H", "7d, PT168H", "PT1H30M, PT1H30M"})
    void durations_areSeconds_orHaveAUnit(String value, Duration duration) {
        assertThat(with(value).getDuration("A")).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1?x=1",
                "jdbc:postgresql://db/app",
                "mongodb://u:p@a:27017,b:27017/app?replicaSet=rs"
            })
    void uris_areAbsolute(String value) {
        assertThat(with(value).getUri("A")).isEqualTo(URI.create(value));
    }

    @Test
    void whatCannotBeRead_isNamed_andItsValueIsNotShown() {
        Snapshot secrets = with(CANARY);
        List<BiFunction<Snapshot, String, Object>> readings = List.of(
                Snapshot::getInt, Snapshot::getLong, Snapshot::getBoolean, Snapshot::getDuration, Snapshot::getUri);

        assertThat(readings).allSatisfy(reading -> assertThatThrownBy(() -> reading.apply(secrets, "A"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("secret A of production is not a")
                .hasNoCause()
                .satisfies(e -> assertThat(((InvalidInputException) e).hint())
                        .hasValueSatisfying(hint -> assertThat(hint).doesNotContain(CANARY)))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(CANARY)));
        assertThatThrownBy(() -> with("99999999999999999999d").getDuration("A"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> with("relative/path").getUri("A")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> with("").getInt("A")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatIsMissing_orBinary_saysSo() {
        environment.set(name("KEYSTORE"), SecretValue.ofBytes(new byte[] {0, 1}), SetOptions.none());
        Snapshot secrets = environment.load();

        assertThat(secrets.bytes("KEYSTORE")).containsExactly(0, 1);
        assertThatThrownBy(() -> secrets.getInt("KEYSTORE"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("secret KEYSTORE of production is binary");
        assertThatThrownBy(() -> secrets.getUri("KEYSTOR")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void defaults_areForWhatIsMissing_notForWhatCannotBeRead() {
        environment.set(name("KEYSTORE"), SecretValue.ofBytes(new byte[] {0, 1}), SetOptions.none());
        Snapshot secrets = with("8443");

        assertThat(secrets.getInt("A", 1)).isEqualTo(8443);
        assertThat(secrets.getInt("B", 1)).isEqualTo(1);
        assertThat(secrets.getLong("A", 1)).isEqualTo(8443);
        assertThat(secrets.getLong("B", 1)).isEqualTo(1);
        assertThat(secrets.getBoolean("B", true)).isTrue();
        assertThat(secrets.getDuration("A", Duration.ZERO)).isEqualTo(Duration.ofSeconds(8443));
        assertThat(secrets.getDuration("B", Duration.ZERO)).isZero();
        assertThat(secrets.getUri("B", URI.create("http://localhost/"))).hasHost("localhost");
        assertThatThrownBy(() -> secrets.getBoolean("A", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("8443");
        assertThatThrownBy(() -> secrets.getUri("A", URI.create("http://localhost/")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> secrets.getInt("KEYSTORE", 1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void systemProperties_areTheTexts() {
        environment.set(name("KIST_TEST_BYTES"), SecretValue.ofBytes(new byte[] {1}), SetOptions.none());
        set(environment, "KIST_TEST_TEXT", "text");
        try {
            environment.load().toSystemProperties();

            assertThat(System.getProperty("KIST_TEST_TEXT")).isEqualTo("text");
            assertThat(System.getProperty("KIST_TEST_BYTES")).isNull();
        } finally {
            System.clearProperty("KIST_TEST_TEXT");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.net.ssl.trustStore",
                "https.proxyHost",
                "java.home",
                "user.dir",
                "kist.strict",
                "socksProxyHost"
            })
    void systemProperties_areNoneThatWouldSteerTheProgram(String name) {
        set(environment, name, "x");
        set(environment, "KIST_TEST_OTHER", "x");
        Snapshot secrets = environment.load();

        assertThatThrownBy(secrets::toSystemProperties)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name);
        assertThat(System.getProperty("KIST_TEST_OTHER")).isNull();
    }
}
