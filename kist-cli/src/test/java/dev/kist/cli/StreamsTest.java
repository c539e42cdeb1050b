// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard streams and named files of every kind, as a shell hands them over. */
class StreamsTest {
    @TempDir
    Path folder;

    private KistProcess kist;

    @BeforeEach
    void init() {
        kist = KistProcess.initialized(folder);
        kist.done("set", "A", "value");
    }

    /** A line of bash in which {@code kist} is the program. */
    private ProcessRun shell(String line) {
        String function = "kist() { " + String.join(" ", kist.words()) + " \"$@\"; }; set -o pipefail; ";
        return Command.of("bash")
                .args("-c", function + line)
                .env(kist.variables())
                .in(folder)
                .run();
    }

    private String stored(String name) {
        return kist.done("get", name, "-n").out();
    }

    @Test
    void aReaderThatGoesAway_isNoError() throws Exception {
        Files.writeString(folder.resolve("large"), "x".repeat(500_000));
        kist.done("set", "LARGE", "--file", "large");
        ProcessRun run = shell("kist get LARGE | head -c 1; echo \" ${PIPESTATUS[0]}\"");
        assertThat(run.out()).isEqualTo("x 141\n");
        assertThat(run.err()).doesNotContain("error", "Exception");
    }

    @Test
    void aFullDisk_isOneLineAndOne() {
        ProcessRun run = shell("kist get A >/dev/full");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("kist: error: the output could not be written")
                .doesNotContain("Exception");
        assertThat(shell("kist list --json >/dev/full").exitCode()).isEqualTo(1);
        assertThat(shell("kist export -o /dev/full").err())
                .contains("/dev/full cannot be written: no space left on device");
    }

    @Test
    void closedStreams_areNoOtherFile() {
        assertThat(shell("kist get A >&-").exitCode()).isEqualTo(1);
        assertThat(shell("kist get A 2>&-").out()).isEqualTo("value\n");
        ProcessRun set = shell("kist set A <&-");
        assertThat(set.exitCode()).isEqualTo(2);
        assertThat(stored("A")).isEqualTo("value");
        assertThat(shell("kist set B v <&- >&- 2>&-").exitCode()).isZero();
        assertThat(stored("B")).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf 'new\\n' | kist set A -",
                "printf new | kist set A --file -",
                "printf new | kist set A --file /dev/stdin",
                "printf new >f; kist set A --file /dev/stdin <f",
                "kist set A --file <(printf new)",
                "mkfifo p; printf new >p & kist set A --file p",
                "printf new >f; ln -s f l; kist set A --file l",
                "printf new >f; kist set A <f",
                "kist set A <<<new"
            })
    void aValue_comesFromWhateverCanBeRead(String line) {
        ProcessRun run = shell(line);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stored("A")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf 'M=1\\n' | kist migrate --env-file -",
                "printf 'M=1\\n' | kist migrate --env-file /dev/stdin",
                "kist migrate --env-file <(printf 'M=1\\n')",
                "printf 'M=1\\n' >f; ln -s f l; kist migrate --env-file l"
            })
    void aFileToMigrate_comesFromWhateverCanBeRead(String line) {
        ProcessRun run = shell(line);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(stored("M")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "missing", "missing/f", "loop"})
    void whatCannotBeRead_isSaidInWords(String file) throws Exception {
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        for (String line : new String[] {"kist set A --file " + file, "kist migrate --env-file " + file + "/x"}) {
            ProcessRun run = shell(line);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("kist: error:").doesNotContain("Exception", "java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kist export -o -",
                "kist export -o /dev/stdout",
                "kist export --output=- | cat",
                "kist export -o /dev/stderr 2>&1 >/dev/null",
                "mkfifo p; kist export -o p & cat p; wait",
                "kist export -o >(cat >f); sleep 1; cat f"
            })
    void anExport_isWrittenThrough_whereThereIsNoPlainFile(String line) {
        assertThat(shell(line).out()).contains("A=value");
    }

    @Test
    void whatTheShellHasOpened_isWrittenThrough_andNeverReplaced() throws Exception {
        Path log = folder.resolve("log");
        shell("{ echo before; kist get A -o /dev/stderr -q; echo behind; } >log 2>&1");
        assertThat(Files.readString(log)).isEqualTo("before\nvalue\nbehind\n");
        shell("echo before >log; exec 3>>log; kist export -q -o /dev/fd/3; echo behind >&3");
        assertThat(Files.readString(log)).isEqualTo("before\nA=value\nbehind\n");
    }

    @Test
    void aPlainFile_isReplacedWithMode600() throws Exception {
        Files.writeString(folder.resolve("f"), "old");
        Files.setPosixFilePermissions(folder.resolve("f"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(shell("kist export -o f").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("f"))).contains("A=value").doesNotContain("old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("f"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLink_staysOne_andWhatItLeadsToIsWritten() throws Exception {
        Files.createDirectory(folder.resolve("d"));
        Path link = Files.createSymbolicLink(folder.resolve("l"), Path.of("d/target"));
        assertThat(shell("kist export -o l && kist export -o l").exitCode()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(folder.resolve("d/target"))).contains("A=value");
        try (var left = Files.list(folder.resolve("d"))) {
            assertThat(left).hasSize(1);
        }
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThat(shell("kist export -o loop").err()).contains("its links go in a circle");
    }

    @Test
    void aDevice_isNeverReplaced_andAFolderNeither() {
        assertThat(shell("kist export -o /dev/null").exitCode()).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        ProcessRun refused = shell("kist export -o .kist");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("it is a folder").doesNotContain("Exception");
        assertThat(folder.resolve(".kist")).isDirectory();
    }

    @Test
    void githubEnv_isAppendedTo_andOtherFormatsWhereAsked() throws Exception {
        Path file = Files.writeString(folder.resolve("env"), "BEFORE=1");
        assertThat(shell("kist export --format github-env -o env").exitCode()).isZero();
        assertThat(Files.readString(file)).startsWith("BEFORE=1\nA");
        Files.writeString(file, "BEFORE=1\n");
        assertThat(shell("kist export --append -o env && kist export --append -o fresh")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).startsWith("BEFORE=1\nA=value");
        assertThat(Files.readString(folder.resolve("fresh"))).contains("A=value");
    }

    @Test
    void aNewKey_isNeverWrittenOverAFileOrThroughALink() throws Exception {
        Files.writeString(folder.resolve("f"), "mine");
        Files.createSymbolicLink(folder.resolve("l"), Path.of("elsewhere"));
        assertThat(shell("kist key new -o f").err()).contains("is there already");
        assertThat(shell("kist key new -o l").err()).contains("is there already");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(shell("kist key new -o -").out()).startsWith("KIST_KEY=kist-key-1-");
        assertThat(shell("kist key new --output k && kist key public --key-file k")
                        .exitCode())
                .isZero();
    }

    @Test
    void aFileWithASecondName_isWrittenInItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("first"), "a longer text than the value");
        Path other = Files.createLink(folder.resolve("second"), file);

        kist.done("get", "A", "-o", "first");

        assertThat(other)
                .content()
                .isEqualTo(Files.readString(file))
                .startsWith("value")
                .hasSizeLessThan(10);
    }
}
