// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every command: the words of the origin, settings, folders and keys. */
class SurroundingsTest {
    private final KistRun kist;

    SurroundingsTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void usageOfTheOrigin_worksWordForWord() {
        assertThat(kist.run("set", "KEY", "VALUE", "--environment", "ENV")).satisfies(set -> {
            assertThat(set.code()).isZero();
            assertThat(set.out()).isEmpty();
            assertThat(set.err()).contains("created the environment ENV").doesNotContain("VALUE");
        });
        assertThat(kist.run("get", "KEY", "--environment", "ENV").out()).isEqualTo("VALUE\n");
        assertThat(kist.run("delete", "KEY", "--environment", "ENV").code()).isZero();
        Result gone = kist.run("get", "KEY", "--environment", "ENV");
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.out()).isEmpty();
    }

    @Test
    void withoutKey_nothingOpens() {
        Result result =
                kist.with("HOME", kist.folder().resolve("elsewhere").toString()).run("list");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("no key to open");
    }

    @Test
    void withAnotherKey_theHintIsTheLineToSend() {
        String other = dev.kist.internal.keyring.X25519Identity.generate().exposeText();
        KistRun stranger =
                kist.with("HOME", kist.folder().resolve("elsewhere").toString()).with("KIST_KEY", other);
        Result result = stranger.run("get", "A");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err())
                .contains("kist key add -e development --label NAME kist-pub-1-")
                .doesNotContain(other);
    }

    @Test
    void mistypedKey_isTwo() {
        assertThat(kist.with("KIST_KEY", "kist-key-1-abc").run("list").code()).isEqualTo(2);
    }

    @Test
    void keyFileThatOthersCanRead_isRefused() throws Exception {
        Path key = kist.folder().resolve("home/.config/kist/key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Result result = kist.run("list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("chmod 600");
        assertThat(kist.with("KIST_KEY_FILE", key.toString()).run("list")).satisfies(named -> {
            assertThat(named.code()).isZero();
            assertThat(named.err()).contains("can be read by others");
        });
    }

    @Test
    void wrongArguments_areTwoAndShowNoArgument() {
        assertThat(kist.run("set").code()).isEqualTo(2);
        assertThat(kist.run().code()).isEqualTo(2);
        Result result = kist.run("set", "A", "B", "hidden-value");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).doesNotContain("hidden-value");
    }

    @Test
    void withoutStore_isTwo(@TempDir Path empty) {
        Result result = KistRun.in(empty).run("get", "A");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("KIST_MONGODB_URI");
    }

    @Test
    void secretInCommittedConfig_isRefused() throws Exception {
        Files.writeString(kist.folder().resolve(".kist/config"), "KIST_MONGODB_URI=mongodb://u:geheim@h/x\n");
        Result result = kist.run("list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(".kist/config:1", "config.local").doesNotContain("geheim");
    }

    @Test
    void folder_isFoundUpwards() throws Exception {
        Files.createDirectories(kist.folder().resolve("a/b"));
        kist.run("set", "A", "1");
        assertThat(kist.in("a/b").run("get", "A").out()).isEqualTo("1\n");
    }

    @Test
    void unknownSetting_isPointedOut() {
        assertThat(kist.with("KIST_ENVIROMENT", "x").run("list").err()).contains("did you mean KIST_ENVIRONMENT?");
    }
}
