// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.cli.KistRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that somebody else made, to have it do something on the machine of whoever clones it. */
class HostileProjectTest {
    @TempDir
    private Path top;

    private Path mallory = Path.of("");

    @BeforeEach
    void needsGit() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git");
        mallory = Files.createDirectory(top.resolve("mallory"));
        git(mallory, "init", "-q");
    }

    @Test
    void localStoreThatCameWithTheProject_isNotUsed_untilItIsOutOfGit() throws Exception {
        KistRun hers = KistRun.in(mallory).with("HOME", top.resolve("hers").toString());
        hers.done("init");
        hers.done("set", "SECRET", "hers");
        KistRun alice = KistRun.in(top.resolve("clone"))
                .with("HOME", top.resolve("alice").toString());
        hers.done("key", "add", "--label", "alice", key(alice), "--yes");
        clone(mallory);

        for (String[] command : new String[][] {
            {"set", "SECRET=alices"}, {"get", "SECRET"}, {"list"}, {"rotate"}, {"move", "--to", "mongodb://127.0.0.1:1/a"}
        }) {
            assertThat(alice.failed(2, command).err())
                    .contains("the local store ", " is not used: git has it, or a link to it, in its index")
                    .contains("git rm --cached");
        }
        assertThat(alice.run("doctor").out())
                .contains("local.db is tracked", "is not used")
                .doesNotContain("a local store of your own");
        assertThat(top.resolve("alice/.local/state/kist/trusted")).doesNotExist();

        git(top.resolve("clone"), "rm", "-q", "--cached", ".kist/local.db");
        assertThat(alice.done("get", "SECRET").out()).isEqualTo("hers\n");
    }

    private String key(KistRun person) throws IOException {
        Files.createDirectories(person.folder());
        Path file = top.resolve("alice/.config/kist/key");
        Files.createDirectories(file.resolveSibling(""));
        person.done("key", "new", "--out", file.toString());
        return person.publicKey();
    }

    private Path clone(Path origin) throws Exception {
        git(origin, "add", "-f", "-A");
        git(origin, "commit", "-q", "-m", "a");
        Path clone = top.resolve("clone");
        git(top, "clone", "-q", origin.toString(), clone.toString());
        return clone;
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", where.toString(), "-c", "user.name=t"));
        command.addAll(List.of("-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
