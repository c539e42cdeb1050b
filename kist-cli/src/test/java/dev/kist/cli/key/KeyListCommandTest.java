// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key list} on the local store. */
class KeyListCommandTest {
    private final KistRun alice;

    KeyListCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void list_showsWhoAndWarnsOfOne() {
        Result one = alice.done("key", "list", "-e", "production");
        assertThat(one.out()).contains("tester@here").contains("yes");
        assertThat(one.err()).contains("only one key opens production");

        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        Result two = alice.run("key", "list", "-e", "production", "--json");
        assertThat(two.err()).doesNotContain("only one key");
        assertThat(two.out())
                .contains("\"key_id\"", "\"label\": \"bob\"", "\"public_key\"", "\"created_at\"", "\"created_by\"")
                .doesNotContain("wrapped");
    }
}
