// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.SecretName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that was opened for reading changes nothing, whatever is asked of it. */
class ReadOnlyTest {
    private static final List<String> WRITES = List.of(
            "edit",
            "keep",
            "create",
            "file",
            "delete",
            "bring-back",
            "save",
            "keep-over",
            "import-plan",
            "import-take",
            "copy-take",
            "member-compare",
            "member-take",
            "member-drop",
            "environment-make",
            "trust-take");

    @TempDir
    Path folder;

    @Test
    void requests_thatWouldChangeSomething_areRefused() {
        try (Kist kist = SampleStore.filled(folder)) {
            try (Dashboard dashboard =
                    Dashboard.start(kist, DashboardOptions.defaults().readOnly())) {
                Visitor visitor = Visitor.of(dashboard);
                String[] form = {
                    "name", "STRIPE_KEY", "environment", "production", "value", "x", "base", "2", "from", "staging",
                            "to",
                    "production", "names", "STRIPE_KEY", "key", "kist-pub-1-x", "label", "x", "text", "A=1", "current",
                            "2"
                };
                for (String path : WRITES) {
                    assertThat(visitor.post(path, form).status()).as(path).isEqualTo(403);
                }
                for (String path :
                        List.of("new", "import", "copy", "member-add", "environment-new", "trust", "member-remove")) {
                    assertThat(visitor.get(path).status()).as(path).isEqualTo(403);
                }
                assertThat(visitor.post("value", "name", "STRIPE_KEY", "environment", "production")
                                .body())
                        .isEqualTo("sk_live_51H8xYzKq");
                assertThat(visitor.get("").body()).contains("Read only").doesNotContain("New secret");
                assertThat(kist.environment("production")
                                .history(SecretName.parse("STRIPE_KEY"))
                                .versions())
                        .hasSize(2);
            }
        }
    }
}
