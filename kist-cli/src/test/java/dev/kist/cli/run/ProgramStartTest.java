// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledOnOs(OS.LINUX)
class ProgramStartTest {
    private final Path folder;

    ProgramStartTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_ofProgramThatExits_returnsItsCode(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of(), "sh", "-c", "echo out; echo err >&2; exit 7"));

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).isEqualTo("out\n");
        assertThat(run.err()).isEqualTo("err\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_ofProgramThatASignalEnds_returns128AndItsNumber(Java java) throws Exception {
        assertThat(exitCodeOf(java, "kill -TERM $$")).isEqualTo(143);
        assertThat(exitCodeOf(java, "kill -KILL $$")).isEqualTo(137);
        assertThat(exitCodeOf(java, "kill -PIPE $$")).isEqualTo(141);
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_replacingKist_keepsTheProcessId(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of(), "sh", "-c", "echo $$"));

        assertThat(run.out().equals(run.pid() + "\n")).isEqualTo(java.isReplacing());
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_withoutANativeLibraryThatLoads_startsAChild_andLeavesNoFile(Java java) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path broken = folder.resolve("native");
        for (String each : List.of("Linux/x86_64", "Linux/aarch64")) {
            Files.createDirectories(broken.resolve(each));
            Files.writeString(broken.resolve(each).resolve("libjffi-1.2.so"), "no library");
        }
        for (Path place : List.of(broken, folder.resolve("missing"))) {
            List<String> options = List.of("-Dkist.native=" + place, "-Djava.io.tmpdir=" + temporary);

            ProgramRun run = ProgramRun.of(java.probe(options, "sh", "-c", "echo $$; exit 7"));

            assertThat(run.out()).isNotEqualTo(run.pid() + "\n").matches("[0-9]+\n");
            assertThat(run.exitCode()).isEqualTo(7);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_handsArgumentsOverUntouched(Java java) throws Exception {
        List<String> arguments =
                List.of("", "a b", "'", "\"", "\\", "two\nlines", "$HOME", "*", "-e", "--", "é€😀", "@x");
        List<String> program = new ArrayList<>(List.of("sh", "-c", "printf '<%s>\\n' \"$@\"", "sh"));
        program.addAll(arguments);

        ProgramRun run =
                ProgramRun.of(java.probe(List.of(), program.toArray(String[]::new)), Map.of("LC_ALL", "C.UTF-8"));

        assertThat(run.out()).isEqualTo("<" + String.join(">\n<", arguments) + ">\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_inTheCLocale_handsBytesOverUntouched(Java java) throws Exception {
        List<String> probe = java.probe(
                List.of("NAME=plain"), "sh", "-c", "printf '%s,%s' \"$1\" \"$INHERITED\" | od -An -tx1", "sh");

        ProgramRun run = ProgramRun.of(
                shell("export INHERITED=\"$(printf 'b\\377')\"; exec \"$@\" \"$(printf '\\351?')\"", probe),
                Map.of("LC_ALL", "C"));

        assertThat(run.out().trim()).isEqualTo("e9 3f 2c 62 ff");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_inTheCLocale_neverChangesASecret(Java java) throws Exception {
        String[] program = {"sh", "-c", "printf %s,%s \"$NAME\" \"$LC_ALL\""};

        ProgramRun launched = ProgramRun.of(
                java.probe(List.of("-Dkist.launcher.hidden=LC_ALL", "NAME=<e-acute>"), program),
                Map.of("LC_ALL", "C.UTF-8", "_KIST_LC_ALL", "C"));
        ProgramRun bare = ProgramRun.of(java.probe(List.of("NAME=<e-acute>"), program), Map.of("LC_ALL", "C"));

        assertThat(launched.out()).isEqualTo("é,C");
        assertThat(bare.out()).isEqualTo(java.isReplacing() ? "é,C" : "");
        assertThat(bare.exitCode()).isEqualTo(java.isReplacing() ? 0 : 125);
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_setsSecretsAndKeepsTheRest(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(
                java.probe(List.of("NEW=two\nlines", "OLD=kist", "with.dot=x", "EMPTY="), "env", "-0"),
                Map.of("OLD", "inherited", "OTHER", "kept", "KIST_KEY", "k", "KIST_ENVIRONMENT", "staging"));

        assertThat(run.out().split("\0", -1))
                .contains(
                        "NEW=two\nlines", "OLD=kist", "with.dot=x", "EMPTY=", "OTHER=kept", "KIST_ENVIRONMENT=staging")
                .noneMatch(entry -> entry.startsWith("KIST_KEY="))
                .doesNotContain("OLD=inherited");
        assertThat(run.out()).doesNotContain("JAVA");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_pristine_leavesNothingButTheSecrets(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of("pristine", "A=1"), "env"));

        assertThat(run.out()).isEqualTo("A=1\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_takesOutWhatTheLauncherAndJavaAdded(Java java) throws Exception {
        String added = java.home() + "/lib/server:" + java.home() + "/lib:" + java.home() + "/../lib";

        ProgramRun run = ProgramRun.of(
                java.probe(List.of("-Dkist.launcher.variables=_JAVA_SR_SIGNUM"), "env"),
                Map.of("_JAVA_SR_SIGNUM", "50", "LD_LIBRARY_PATH", added + ":/opt/x"));

        assertThat(run.out().lines()).contains("LD_LIBRARY_PATH=/opt/x").noneMatch(line -> line.startsWith("_JAVA"));
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_givesTheProgramItsOwnJavaSettings(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(
                java.probe(List.of("-Dkist.launcher.hidden=JAVA_TOOL_OPTIONS,_JAVA_OPTIONS"), "env"),
                Map.of("_KIST_JAVA_TOOL_OPTIONS", "-Xmx1m -Da=\u00e4", "_KIST__JAVA_OPTIONS", ""));

        assertThat(run.out().lines())
                .contains("JAVA_TOOL_OPTIONS=-Xmx1m -Da=\u00e4", "_JAVA_OPTIONS=")
                .noneMatch(line -> line.startsWith("_KIST"));
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_closesWhatKistOpenedAndKeepsWhatTheCallerDid(Java java) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "from the caller");
        List<String> probe = java.probe(List.of("open"), "sh", "-c", "cat <&3; echo; ls -l /proc/$$/fd");

        ProgramRun run = ProgramRun.of(shell("exec 3<" + file + " 4<&3; exec \"$@\"", probe));

        assertThat(run.out()).startsWith("from the caller\n");
        assertThat(descriptors(run.out())).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_leavesNothingOfKistOpen(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of("open"), "sh", "-c", "ls -l /proc/$$/fd"));

        assertThat(descriptors(run.out())).containsExactlyInAnyOrder("0", "1", "2");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_leavesSignalsAsInherited(Java java) throws Exception {
        String[] program = {"grep", "^Sig[BI]", "/proc/self/status"};
        // HUP, QUIT and PIPE, as the launcher reports it.
        List<String> launched = java.probe(List.of("-Dkist.launcher.ignored=0000000000001005"), program);

        ProgramRun without = ProgramRun.of(shell("trap '' HUP QUIT PIPE; exec \"$@\"", List.of(program)));
        ProgramRun with = ProgramRun.of(shell("trap '' HUP QUIT PIPE; exec \"$@\"", launched));

        // Signals 32 and 33 belong to the C library, which keeps them in order itself.
        assertThat(without.out()).endsWith("1005\n");
        assertThat(lowSignals(with)).isEqualTo(lowSignals(without));
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_leavesBlockedSignalsAsInherited(Java java) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "no python3 to block signals with");
        String script =
                """
                import os, signal, sys
                signal.pthread_sigmask(signal.SIG_SETMASK, eval(sys.argv[1]))
                os.execv(sys.argv[2], sys.argv[2:])
                """;
        List<String> probe = java.probe(List.of(), "grep", "^SigBlk", "/proc/self/status");

        assertThat(ProgramRun.of(with(List.of("/usr/bin/python3", "-c", script, "[]"), probe))
                        .out())
                .isEqualTo("SigBlk:\t0000000000000000\n");
        assertThat(ProgramRun.of(with(List.of("/usr/bin/python3", "-c", script, "[1, 3, 10, 15]"), probe))
                        .out())
                .isEqualTo("SigBlk:\t0000000000004205\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_keepsTheLimitsAndTheFolder(Java java) throws Exception {
        List<String> probe = java.probe(List.of(), "sh", "-c", "ulimit -Sn; ulimit -Sc; umask; pwd");

        ProgramRun run =
                ProgramRun.of(shell("ulimit -Sn 300; ulimit -Sc 0; umask 031; cd " + folder + "; exec \"$@\"", probe));

        assertThat(run.out()).isEqualTo("300\n0\n0031\n" + folder + "\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_ofScriptWithoutFirstLine_isTheShells(Java java) throws Exception {
        Path script = executable("script", "echo \"$1\"; exit 3\n");

        ProgramRun run = ProgramRun.of(java.probe(List.of(), script.toString(), "x y"));

        assertThat(run.out()).isEqualTo("x y\n");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#replacing")
    void run_ofProgramForAnotherSystem_is126(Java java) throws Exception {
        Path program = executable("program", "\177ELF\0\0\0");

        ProgramRun run = ProgramRun.of(java.probe(List.of(), program.toString()));

        assertThat(run.exitCode()).isEqualTo(126);
        assertThat(run.err()).contains("not a program for this system");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_withoutItsInterpreter_is126(Java java) throws Exception {
        Path script = executable("script", "#!/nonexistent/interpreter\n");

        ProgramRun run = ProgramRun.of(java.probe(List.of(), script.toString()));

        assertThat(run.exitCode()).isEqualTo(126);
        assertThat(run.err()).contains(script.toString()).contains("interpreter");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_withMoreThanTheSystemTakes_is126AndNamesNoValue(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of("huge"), "true"));

        assertThat(run.exitCode()).isEqualTo(126);
        assertThat(run.err()).contains("arguments and variables").doesNotContain("vvv");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void run_seesItsNameAsTyped(Java java) throws Exception {
        ProgramRun run = ProgramRun.of(java.probe(List.of(), "cat", "/proc/self/cmdline"));

        assertThat(run.out()).isEqualTo("cat\0/proc/self/cmdline\0");
    }

    private static List<String> lowSignals(ProgramRun run) {
        return run.out().lines().map(line -> line.substring(line.length() - 8)).toList();
    }

    private static int exitCodeOf(Java java, String script) throws IOException, InterruptedException {
        return ProgramRun.of(java.probe(List.of(), "sh", "-c", script)).exitCode();
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.write(folder.resolve(name), text.getBytes(UTF_8));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** Starts a command from a shell that first does something. */
    private static List<String> shell(String script, List<String> command) {
        return with(List.of("sh", "-c", script, "sh"), command);
    }

    private static List<String> with(List<String> start, List<String> rest) {
        List<String> all = new ArrayList<>(start);
        all.addAll(rest);
        return all;
    }

    private static List<String> descriptors(String listing) {
        return Arrays.stream(listing.split("\n", -1))
                .filter(line -> line.contains(" -> "))
                .map(line -> line.replaceAll("^.* (\\d+) -> .*$", "$1"))
                .toList();
    }
}
