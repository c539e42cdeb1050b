// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code search} on the local store. */
class SearchCommandTest {
    private final KistRun kist;

    SearchCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "STRIPE_KEY=value-live", "TOKEN=value-other");
        kist.done("set", "STRIPE_URL=https://value-live@host", "-e", "production");
    }

    @Test
    void byName_looksInEveryEnvironment() {
        assertThat(kist.done("search", "stripe").out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("development  STRIPE_KEY  1"))
                .anyMatch(line -> line.startsWith("production   STRIPE_URL  1"));
        assertThat(kist.done("search", "*_KEY").out().lines()).hasSize(2);
        assertThat(kist.done("search", "stripe", "-e", "production").out()).doesNotContain("STRIPE_KEY");
        assertThat(kist.done("search", "token", "--json").out())
                .contains("\"key\": \"TOKEN\"", "\"environment\": \"development\"")
                .doesNotContain("value-");
    }

    @Test
    void byValue_readsStandardInput_andShowsNone() {
        Result found = kist.stdin("value-live\n").done("search", "--value");
        assertThat(found.out()).contains("STRIPE_KEY", "STRIPE_URL").doesNotContain("TOKEN", "value-live");
        assertThat(kist.stdin("value-former").failed(3, "search", "--value").err())
                .contains("nothing was found");
        assertThat(kist.stdin("").failed(2, "search", "--value").err()).contains("the empty text is in every value");
    }

    @Test
    void whatIsNotFound_isNoSuccess() {
        kist.failed(3, "search", "paypal");
        assertThat(kist.run("search", "paypal", "--json").out()).isEqualTo("[]\n");
        assertThat(kist.failed(2, "search").err()).contains("PATTERN is missing");
        kist.failed(2, "search", "A", "--value");
        assertThat(kist.failed(2, "search", "\u00c9").err()).contains("\"\u00c9\" is part of no name");
        assertThat(kist.failed(2, "search", "A B*").err()).contains("\"A B*\" can be no pattern for names");
    }

    @Test
    void whatNoKeyOpens_isSaid() {
        KistRun bob = kist.person("bob");
        kist.done("key", "add", "--label", "bob", bob.publicKey());

        Result found = bob.run("search", "stripe");
        assertThat(found.code()).isEqualTo(4);
        assertThat(found.out()).contains("STRIPE_KEY").doesNotContain("STRIPE_URL");
        assertThat(found.err()).contains("production");
    }
}
