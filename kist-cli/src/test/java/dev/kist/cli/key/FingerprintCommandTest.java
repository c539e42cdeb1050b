// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fingerprint} on the local store. */
class FingerprintCommandTest {
    private final KistRun kist;

    FingerprintCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-a");
        kist.done("set", "B", "value-b");
        kist.done("set", "A", "value-other", "-e", "staging");
    }

    @Test
    void fingerprint_ofOne_isALineOf32HexDigits() {
        assertThat(kist.done("fingerprint").out()).matches("[0-9a-f]{32}\n");
        assertThat(kist.done("fingerprint", "-e", "staging").out())
                .matches("[0-9a-f]{32}\n")
                .isNotEqualTo(kist.done("fingerprint").out());
    }

    @Test
    void fingerprint_ofSeveral_hasTheirNames() {
        assertThat(kist.done("fingerprint", "--all").out()).matches("development [0-9a-f]{32}\nstaging [0-9a-f]{32}\n");
        assertThat(kist.done("fingerprint", "-e", "staging", "-e", "development")
                        .out())
                .matches("staging [0-9a-f]{32}\ndevelopment [0-9a-f]{32}\n");
        assertThat(kist.done("fingerprint", "--json").out())
                .contains("\"environment\": \"development\"", "\"fingerprint\": \"");
    }

    @Test
    void fingerprint_ofNothing_isNotFound() {
        kist.failed(3, "fingerprint", "-e", "nowhere");
    }
}
