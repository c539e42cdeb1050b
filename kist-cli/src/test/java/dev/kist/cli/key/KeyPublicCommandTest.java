// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.internal.keyring.X25519Identity;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key public} on the local store. */
class KeyPublicCommandTest {
    private final KistRun alice;

    KeyPublicCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void aKeyAtHand_wrongCutOrMistyped_isFoundBeforeAnyWrite() {
        String text = X25519Identity.generate().exposeText();
        char other = text.charAt(30) == 'A' ? 'B' : 'A';
        Map<String, String> errors = Map.of(
                text.substring(0, 40), "is cut", text.substring(0, 30) + other + text.substring(31), "is mistyped");
        errors.forEach((key, error) -> {
            Result result = stranger().with("KIST_KEY", key).run("set", "TOKEN", "second", "-e", "production");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("KIST_KEY").contains(error).doesNotContain(key);
        });
        Result wrong = stranger().with("KIST_KEY", text).run("set", "TOKEN", "second", "-e", "production");
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err()).contains("no key at hand opens the environment production");
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    /** Someone without a key. */
    private KistRun stranger() {
        return alice.with("HOME", alice.folder().resolve("stranger").toString());
    }
}
