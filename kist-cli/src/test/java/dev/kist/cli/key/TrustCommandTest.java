// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.MongoServer;
import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First sight, two files that differ, and {@code trust}, on MongoDB and a real pseudo terminal. */
class TrustCommandTest {
    private static final String OTHER = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private String uri = "";
    private String database = "";
    private String fingerprint = "";

    @BeforeEach
    void init() {
        MongoServer server = MongoServer.shared();
        database = server.freshDatabase();
        uri = server.uri(database);
        KistRun kist = KistRun.in(folder).with("KIST_MONGODB_URI", uri);
        kist.done("init");
        kist.done("set", "A", "1");
        fingerprint = kist.done("fingerprint").out().strip();
    }

    /** The same key in a folder without {@code .kist}, and a home of its own. */
    private KistRun stranger() {
        return KistRun.in(elsewhere).with("KIST_MONGODB_URI", uri).with("KIST_KEY_FILE", key());
    }

    private String key() {
        return folder.resolve("home/.config/kist/key").toString();
    }

    private Terminal start(String... arguments) {
        KistProcess process =
                KistProcess.in(elsewhere).with("KIST_MONGODB_URI", uri).with("KIST_KEY_FILE", key());
        return Terminal.start(process.words(arguments), process.variables(), elsewhere);
    }

    private Path trusted() {
        return elsewhere.resolve("home/.local/state/kist/trusted");
    }

    @Test
    void firstSight_onATerminal_isAskedOnce_andNoIsTheDefault() throws IOException {
        for (String[] command : new String[][] {{"get", "A"}, {"set", "A", "2"}}) {
            try (Terminal terminal = start(command)) {
                terminal.await("[y/N] ");
                terminal.sendLine("");
                assertThat(terminal.exitCode()).isEqualTo(4);
                assertThat(terminal.output())
                        .contains("development", database, fingerprint, "members")
                        .contains("is not trusted here, so that the environment is not used");
            }
        }
        assertThat(trusted()).doesNotExist();
        try (Terminal terminal = start("set", "A", "2")) {
            terminal.await("[y/N] ");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("set A in development");
        }
        assertThat(Files.readString(trusted())).contains(fingerprint);
        try (Terminal terminal = start("get", "A")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("[y/N]");
        }
    }

    @Test
    void environmentThatDoesNotExistYet_isCreatedByCopyAndMigrate_onATerminal() throws IOException {
        stranger().done("trust", "development", "--fingerprint", fingerprint);
        Files.writeString(elsewhere.resolve("production.env"), "B=1\n");
        for (String command :
                new String[] {"copy --from development --to staging", "migrate --env-file production.env -e production"
                }) {
            try (Terminal terminal = start(command.split(" "))) {
                if (command.startsWith("migrate")) {
                    terminal.await("[y/N] ");
                    terminal.sendLine("n");
                }
                assertThat(terminal.exitCode()).as(terminal.output()).isZero();
                assertThat(terminal.output()).contains("created the environment");
            }
        }
        try (Terminal terminal = start("get", "A", "-e", "nowhere")) {
            assertThat(terminal.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void firstSight_isNeverAnsweredByYes_norAskedWhereItIsStrict() {
        try (Terminal terminal = start("prune", "--keep", "1", "--yes")) {
            terminal.await("Is this the fingerprint");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(4);
        }
        KistProcess strict = KistProcess.in(elsewhere)
                .with("KIST_MONGODB_URI", uri)
                .with("KIST_KEY_FILE", key())
                .with("KIST_STRICT", "1");
        try (Terminal terminal = Terminal.start(strict.words("get", "A"), strict.variables(), elsewhere)) {
            assertThat(terminal.exitCode()).isEqualTo(4);
            assertThat(terminal.output()).doesNotContain("[y/N]");
        }
    }

    @Test
    void withoutATerminal_readingWarns_andWritingNamesTheCommand() {
        assertThat(stranger().done("get", "A").err()).contains("warning", fingerprint);
        Result refused = stranger().failed(4, "set", "A", "2");
        assertThat(refused.err()).contains("kist trust development");
        stranger().done("set", "A", "2", "--trust", fingerprint);
    }

    @Test
    void trust_withTheFingerprint_asksNothing_andWritesBothFiles() throws IOException {
        assertThat(stranger().failed(2, "trust", "development").err()).contains("--fingerprint", fingerprint);
        assertThat(stranger()
                        .failed(4, "trust", "development", "--fingerprint", OTHER)
                        .err())
                .contains(fingerprint);
        stranger().failed(4, "trust", "development", "--trust", OTHER);
        stranger().failed(2, "trust", "development", "--fingerprint", "xyz");
        stranger().failed(3, "trust", "nowhere", "--fingerprint", OTHER);
        assertThat(trusted()).doesNotExist();

        stranger().done("init");
        Files.deleteIfExists(elsewhere.resolve(".kist/known_environments"));
        stranger().done("trust", "development", "--fingerprint", fingerprint);

        assertThat(Files.readString(trusted())).contains(fingerprint);
        assertThat(Files.readString(elsewhere.resolve(".kist/known_environments")))
                .contains(fingerprint);
        stranger().done("set", "A", "3");
    }

    /** Others can write to the project: what it knows does not go into the user's own file by itself. */
    @Test
    void whatTheProjectKnows_isShownAndAsked_andWrittenOnlyOnAYes() throws IOException {
        Files.createDirectories(elsewhere.resolve(".kist"));
        Files.writeString(elsewhere.resolve(".kist/config"), "KIST_FINGERPRINT=" + fingerprint + "\n");
        String line = database + ".secrets development " + fingerprint + "\n";
        Path known = Files.writeString(elsewhere.resolve(".kist/known_environments"), line);

        assertThat(stranger().failed(2, "trust", "development").err()).contains("nothing was trusted", fingerprint);
        assertThat(trusted()).doesNotExist();
        try (Terminal terminal = start("trust", "development")) {
            terminal.await("[y/N] ");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).contains("The project knows this environment", fingerprint, "members");
        }
        assertThat(trusted()).doesNotExist();
        try (Terminal terminal = start("trust", "development")) {
            terminal.await("[y/N] ");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("is trusted").doesNotContain("commit it");
        }
        assertThat(Files.readString(trusted())).contains(fingerprint);
        assertThat(known).hasContent(line);
        assertThat(stranger().done("trust", "development").err()).doesNotContain("[y/N]");
    }

    @Test
    void twoFilesThatDiffer_areAskedAbout_andTheAnswerReplacesTheUsersLine() throws IOException {
        stranger().done("trust", "development", "--fingerprint", fingerprint);
        Files.createDirectories(elsewhere.resolve(".kist"));
        Files.writeString(elsewhere.resolve(".kist/config"), "KIST_ENVIRONMENT=development\n");
        Path known = Files.writeString(
                elsewhere.resolve(".kist/known_environments"), database + ".secrets development " + OTHER + "\n");

        assertThat(stranger().failed(4, "get", "A").err()).contains("kist trust development");
        try (Terminal terminal = start("get", "A")) {
            terminal.await("[y/N] ");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(4);
        }
        try (Terminal terminal = start("trust", "development")) {
            terminal.await("[y/N] ");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains(OTHER, fingerprint);
        }
        assertThat(Files.readString(known)).contains(fingerprint).doesNotContain(OTHER);
        stranger().done("set", "A", "4");
    }
}
