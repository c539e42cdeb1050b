// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key new} on the local store. */
class KeyNewCommandTest {
    private final KistRun alice;

    KeyNewCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void aMachinesKey_opensItsOneEnvironment() {
        Result made = alice.done("key", "new", "--label", "ci", "--add", "-e", "production");
        Map<String, String> lines = made.out()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(lines).containsOnlyKeys("KIST_KEY", "KIST_FINGERPRINT", "KIST_ENVIRONMENT");
        assertThat(made.err()).doesNotContain(value(lines, "KIST_KEY"));

        KistRun ci = stranger().with("KIST_STRICT", "1");
        for (Map.Entry<String, String> line : lines.entrySet()) {
            ci = ci.with(line.getKey(), line.getValue());
        }
        assertThat(ci.run("get", "TOKEN").out()).isEqualTo("first\n");
        assertThat(ci.run("list", "-e", "development").code()).isEqualTo(4);
    }

    @Test
    void asJson_theSettingsAreOneObject() {
        Result made = alice.done("key", "new", "--label", "ci", "--add", "-e", "production", "--json");
        assertThat(JsonParser.parseString(made.out()).getAsJsonObject().keySet())
                .containsExactly("KIST_KEY", "KIST_FINGERPRINT", "KIST_ENVIRONMENT");
        assertThat(alice.done("key", "new", "--json").out()).contains("\"KIST_KEY\": \"kist-key-1-");
    }

    @Test
    void newKey_inAFile_isPrivateAndNeverOverwrites() throws IOException {
        Result made = alice.done("key", "new", "--out", "ci.key");
        Path file = alice.folder().resolve("ci.key");
        assertThat(made.out()).isEqualTo("KIST_KEY_FILE=ci.key\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String before = Files.readString(file);

        assertThat(alice.run("key", "new", "--out", "ci.key").code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(alice.run("key", "public", "--key-file", file.toString()).out())
                .startsWith("kist-pub-1-");
    }

    @Test
    void newKey_thatCannotBeAdded_leavesNoFile() {
        Result failed = alice.run("key", "new", "--label", "ci", "--add", "-e", "nowhere", "--out", "ci.key");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(alice.folder().resolve("ci.key")).doesNotExist();
        assertThat(alice.run("key", "new", "--add", "-e", "production").code()).isEqualTo(2);
        assertThat(alice.run("key", "new", "-e", "production").code()).isEqualTo(2);
    }

    private static String value(Map<String, String> lines, String name) {
        return lines.getOrDefault(name, "");
    }

    /** Someone without a key. */
    private KistRun stranger() {
        return alice.with("HOME", alice.folder().resolve("stranger").toString());
    }
}
