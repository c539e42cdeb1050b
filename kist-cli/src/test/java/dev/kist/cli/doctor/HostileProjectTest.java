// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.cli.KistRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that somebody else made, to have it do something on the machine of whoever clones it. */
class HostileProjectTest {
    @TempDir
    private Path top;

    private Path mallory = Path.of("");

    @BeforeEach
    void needsGit() throws Exception {
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
        hers.done("key", "add", "--label", "alice", key(alice));
        clone(mallory);

        for (String[] command : new String[][] {
            {"set", "SECRET=alices"},
            {"get", "SECRET"},
            {"list"},
            {"rotate"},
            {"move", "--to", "mongodb://127.0.0.1:1/a"}
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

    @Test
    void keyBehindALink_isTracked() throws Exception {
        Files.createDirectory(mallory.resolve("k2"));
        Files.createSymbolicLink(mallory.resolve(".kist"), Path.of("k2"));
        KistRun.in(mallory)
                .with("HOME", top.resolve("hers").toString())
                .done("key", "new", "--out", mallory.resolve("k2/key").toString());
        Path clone = clone(mallory);
        Files.setPosixFilePermissions(clone.resolve("k2/key"), PosixFilePermissions.fromString("rw-------"));

        assertThat(KistRun.in(clone).run("doctor").out())
                .contains(".kist/key is tracked, or a link that leads to it")
                .doesNotContain("is tracked or in the history");
        git(clone, "rm", "-q", "--cached", "k2/key", ".kist");
        git(clone, "commit", "-q", "-m", "b");
        assertThat(KistRun.in(clone).run("doctor").out()).contains(".kist/key is in the history");
    }

    /** Git runs what these name where it fetches an object that is missing, or looks at a signature. */
    @Test
    void whatTheSettingsOfTheRepositoryName_isNotRun() throws Exception {
        Path pwned = top.resolve("pwned");
        Path script = Files.writeString(top.resolve("script"), "#!/bin/sh\ntouch '" + pwned + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        KistRun.in(mallory).with("HOME", top.resolve("hers").toString()).done("init");
        Files.writeString(mallory.resolve(".gitattributes"), "* diff=odd\n");
        git(mallory, "add", "-A");
        git(mallory, "commit", "-q", "-m", "a");
        for (String setting : List.of("diff.odd.textconv", "diff.odd.command", "diff.external")) {
            git(mallory, "config", setting, script.toString());
        }
        assertThat(KistRun.in(mallory)
                        .with("PATH", System.getenv("PATH"))
                        .run("doctor")
                        .out())
                .contains("ok: git");
        assertThat(pwned).doesNotExist();
        removeTrees();
        for (List<String> settings : List.of(
                List.of("remote.origin.url=ssh://h/x", "core.sshCommand=" + script),
                List.of("remote.origin.url=" + mallory, "remote.origin.uploadpack=" + script),
                List.of("remote.origin.url=ext::" + script, "protocol.ext.allow=always"),
                List.of("remote.origin.url=git://h/x", "core.gitProxy=" + script),
                List.of("core.fsmonitor=" + script, "core.pager=" + script, "credential.helper=!" + script),
                List.of("log.showSignature=true", "gpg.program=" + script, "gpg.ssh.program=" + script))) {
            git(mallory, "config", "extensions.partialClone", "origin");
            git(mallory, "config", "remote.origin.promisor", "true");
            for (String setting : settings) {
                String[] parts = setting.split("=", 2);
                git(mallory, "config", parts[0], parts[1]);
            }

            assertThat(KistRun.in(mallory)
                            .with("PATH", System.getenv("PATH"))
                            .run("doctor")
                            .out())
                    .contains("git cannot read all of what it has here")
                    .doesNotContain("ok: git");
            assertThat(pwned).as("%s", settings).doesNotExist();
        }
    }

    @Test
    void variablesOfGit_haveItLookNowhereElse_andTraceNothing() throws Exception {
        KistRun.in(mallory).with("HOME", top.resolve("hers").toString()).done("init", "--here");
        git(mallory, "add", "-f", "-A");
        git(mallory, "commit", "-q", "-m", "a");
        git(mallory, "rm", "-q", "--cached", ".kist/key");
        git(mallory, "commit", "-q", "-m", "b");
        Path other = Files.createDirectory(top.resolve("other"));
        git(other, "init", "-q");

        assertThat(KistRun.in(mallory)
                        .with("PATH", System.getenv("PATH"))
                        .with("GIT_DIR", other.resolve(".git").toString())
                        .with("GIT_TRACE", top.resolve("trace").toString())
                        .run("doctor")
                        .out())
                .contains(".kist/key is in the history");
        assertThat(top.resolve("trace")).doesNotExist();
    }

    private void removeTrees() throws Exception {
        Path objects = mallory.resolve(".git/objects");
        try (Stream<Path> all = Files.walk(objects)) {
            for (Path object : all.filter(Files::isRegularFile).toList()) {
                String id = objects.relativize(object).toString().replace("/", "");
                if (!git(mallory, "cat-file", "-t", id).contains("commit")) {
                    Files.delete(object);
                }
            }
        }
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
