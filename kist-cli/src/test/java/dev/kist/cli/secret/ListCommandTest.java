// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code list} on the local store. */
class ListCommandTest {
    private final KistRun kist;

    ListCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void list_showsNoValues() {
        kist.run("set", "A", "hidden-value");
        Result list = kist.run("list");
        assertThat(list.out()).contains("A", "1", "tester@here").doesNotContain("hidden-value");
        assertThat(kist.run("list", "--json").out())
                .contains("\"updated_by\": \"tester@here\"")
                .doesNotContain("hidden");
    }

    @Test
    void list_takesNamesAndPatterns() {
        kist.done("set", "STRIPE_KEY=k", "STRIPE_URL=u", "OTHER=o");

        assertThat(kist.done("list", "STRIPE_*").out())
                .contains("STRIPE_KEY", "STRIPE_URL")
                .doesNotContain("OTHER");
        assertThat(kist.done("list", "OTHER", "*_URL").out().lines()).hasSize(3);
        kist.done("set", "STRIPE_KEY", "p", "-e", "production");
        assertThat(kist.done("list", "--all", "*_KEY").out().lines()).hasSize(3);

        assertThat(kist.failed(3, "list", "PAYPAL_*", "-e", "production").err())
                .contains("no secret of production matches PAYPAL_*", "kist list -e production shows the names");
        assertThat(kist.failed(3, "list", "--all", "PAYPAL_*").err())
                .contains("no secret matches PAYPAL_*", "kist list --all shows the names");
        assertThat(kist.failed(2, "list", "--all", "-e", "production").err())
                .contains("both --environment and --all are given");
        Result some = kist.run("list", "OTHER", "NONE");
        assertThat(some.code()).isEqualTo(3);
        assertThat(some.out()).contains("OTHER");
        assertThat(kist.run("list", "NONE", "--json").out()).isEqualTo("[]\n");
        kist.failed(2, "list", "[A]*");
    }
}
