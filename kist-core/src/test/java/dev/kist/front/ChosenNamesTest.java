// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.Loading;
import dev.kist.NamePattern;
import dev.kist.NotFoundException;
import dev.kist.Search;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets chosen by patterns of their names, and found by name or value. */
final class ChosenNamesTest {
    private final Kist kist;
    private final Environment environment;

    ChosenNamesTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = made(kist, "development");
    }

    @BeforeEach
    void fill() {
        set(environment, "STRIPE_KEY", "sk_live");
        set(environment, "STRIPE_URL", "https://sk_live@stripe");
        set(environment, "TOKEN", "other");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private static List<NamePattern> patterns(String... texts) {
        return Stream.of(texts).map(NamePattern::parse).toList();
    }

    @Test
    void load_takesPatterns() {
        assertThat(environment
                        .load(Loading.all().onlyMatching(patterns("STRIPE_*")))
                        .names())
                .containsExactly("STRIPE_KEY", "STRIPE_URL");
        assertThat(environment
                        .load(Loading.all().exceptMatching(patterns("STRIPE_*")))
                        .names())
                .containsExactly("TOKEN");
        assertThat(environment
                        .load(Loading.all().onlyMatching(patterns("*E*")).except(names("TOKEN")))
                        .names())
                .containsExactly("STRIPE_KEY", "STRIPE_URL");
        assertThat(environment
                        .load(Loading.all().onlyMatching(patterns("TOKEN", "*_KEY")))
                        .names())
                .containsExactly("STRIPE_KEY", "TOKEN");
    }

    @Test
    void load_whereAPatternMatchesNothing_fails() {
        assertThatThrownBy(() -> environment.load(Loading.all().onlyMatching(patterns("PAYPAL_*"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no secret of development matches PAYPAL_*");
        assertThatThrownBy(() -> environment.load(Loading.all().exceptMatching(patterns("PAYPAL_*"))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> environment.load(
                        Loading.all().onlyMatching(patterns("*")).except(names("TOKENS"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("TOKENS");
    }

    @Test
    void list_takesPatterns_andIsEmptyWhereNothingMatches() {
        assertThat(environment
                        .list(Loading.all().onlyMatching(patterns("STRIPE_*")))
                        .secrets())
                .extracting(secret -> secret.name().value())
                .containsExactly("STRIPE_KEY", "STRIPE_URL");
        assertThat(environment
                        .list(Loading.all().onlyMatching(patterns("PAYPAL_*")))
                        .secrets())
                .isEmpty();
    }

    private List<String> found(Search what) {
        return kist.search(what).secrets().stream()
                .map(secret -> secret.environment() + "/" + secret.name())
                .toList();
    }

    @Test
    void search_looksInAllEnvironments_orInThese() {
        Environment staging = made(kist, "staging");
        set(staging, "STRIPE_KEY", "sk_test");

        assertThat(found(Search.byName("stripe_k"))).containsExactly("development/STRIPE_KEY", "staging/STRIPE_KEY");
        assertThat(found(Search.byName("*url"))).containsExactly("development/STRIPE_URL");
        assertThat(found(Search.byName("STRIPE").in(List.of(staging.name())))).containsExactly("staging/STRIPE_KEY");
        assertThat(found(Search.byName("PAYPAL"))).isEmpty();
        assertThat(found(Search.byValue(SecretValue.of("sk_live"))))
                .containsExactly("development/STRIPE_KEY", "development/STRIPE_URL");
        assertThatThrownBy(() -> Search.byValue(SecretValue.of(""))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void search_findsBytes_andNothingThatWasDeleted() {
        byte[] bytes = {0, (byte) 0xc3, (byte) 0xa4, 1};
        environment.set(name("STORE"), SecretValue.ofBytes(bytes), SetOptions.none());
        environment.delete(names("TOKEN"), false);

        assertThat(found(Search.byValue(SecretValue.of("ä")))).containsExactly("development/STORE");
        assertThat(found(Search.byValue(SecretValue.of("other")))).isEmpty();
    }
}
