// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the installed program, with a Java that only shows what it is asked for. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String JAVA =
            """
            #!/bin/sh
            case " $* " in
              *" -XX:Bad "*) echo "Unrecognized VM option 'Bad'" >&2; echo "more of it" >&2; exit 1 ;;
              *" -version "*) [ -z "${TOO_SMALL-}" ] || { echo "Could not reserve enough space"; exit 1; } ;;
              *)
                printf '<%s>\\n' "$0" "$@"
                [ -z "${SHOW_OPEN-}" ] || { printf '<%s>\\n' "$@"; echo $(ls /proc/self/fd); } >"$SHOW_OPEN"
                env | grep -a JAVA | sort
                [ -z "${SHOW_LOCALE-}" ] || env | grep LC_ALL | sort
                [ -z "${SHOW_LIMIT-}" ] || ulimit -S -c
                ;;
            esac
            """;

    private final Path folder;
    private final Path application;
    private final Map<String, String> variables = new HashMap<>();

    private record Result(int code, String out, String err) {}

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder.toRealPath();
        application = this.folder.resolve("an application");
        Files.createDirectories(application.resolve("bin"));
        Files.createDirectories(application.resolve("lib"));
        Files.copy(Path.of("src/main/launcher/kist"), application.resolve("bin/kist"));
        Files.copy(Path.of("src/main/launcher/java.sh"), application.resolve("lib/java.sh"));
        javaIn(application.resolve("runtime"), "25.0.1");
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", folder.toString());
        variables.put("LC_ALL", "C.UTF-8");
    }

    @Test
    void start_handsArgumentsOverUntouched() throws Exception {
        Result result = kist("set", "A B", "", "*", "'\"", "two\nlines", "-e");

        assertThat(result.out()).endsWith("<dev.kist.cli.Main>\n<set>\n<A B>\n<>\n<*>\n<'\">\n<two\nlines>\n<-e>\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void start_takesItsOwnJavaAndItsArchive() throws Exception {
        assertThat(kist("x").out())
                .startsWith("<" + application.resolve("runtime/bin/java") + ">\n")
                .contains(
                        "<-XX:SharedArchiveFile=" + application.resolve("lib/kist.jsa") + ">\n",
                        "<-cp>\n<" + application.resolve("lib/kist-program.jar") + ">\n",
                        "<-Dkist.native=" + application.resolve("lib/native") + ">\n");
    }

    @Test
    void start_withAnotherJava_goesWithoutTheArchive() throws Exception {
        Path other = javaIn(folder.resolve("java 17"), "17.0.15");
        variables.put("KIST_JAVA_HOME", other.toString());

        assertThat(kist("x").out())
                .startsWith("<" + other.resolve("bin/java") + ">\n")
                .contains("<-XX:SharedArchiveFile=>\n")
                .doesNotContain("enable-native-access", "sun-misc");
    }

    @Test
    void start_withoutAFittingJava_saysSo() throws Exception {
        variables.put(
                "KIST_JAVA_HOME", javaIn(folder.resolve("old"), "1.8.0_402").toString());

        Result result = kist("list");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("kist: error: no Java 17 or newer").contains("\nkist: hint: ");
        assertThat(kist("run", "--", "true").code()).isEqualTo(125);
    }

    @Test
    void start_throughLinksAndFromAnyFolder_findsItsFolder() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links/more"));
        Path first = Files.createSymbolicLink(links.resolve("first"), Path.of("../../an application/bin/kist"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first);

        for (List<String> command : List.of(
                List.of(second.toString()),
                List.of("sh", "-c", "cd links && more/first"),
                List.of("sh", "-c", "cd 'an application' && bin/kist"),
                List.of("sh", "-c", "cd 'an application/bin' && ./kist"),
                List.of("sh", "-c", "cd 'an application/bin' && sh kist"),
                List.of("sh", "-c", "PATH=\"$PWD/an application/bin:$PATH\"; kist"))) {
            Result result = run(command);
            assertThat(result.err()).isEmpty();
            assertThat(result.out().lines())
                    .as(command.toString())
                    .anyMatch(line -> line.matches("<.*an application/(bin/(\\./)?\\.\\./)?lib/kist-program.jar>"));
        }
    }

    @Test
    void start_addsTheJarsOfKistClasspathBehindItsOwn() throws Exception {
        // An empty entry would be the working directory.
        variables.put("KIST_CLASSPATH", ":a folder/lib/*::other.jar:");

        assertThat(kist("x").out())
                .contains("<-cp>\n<" + application.resolve("lib/kist-program.jar") + ":a folder/lib/*:other.jar>\n");
    }

    @Test
    void start_keepsWhatConfiguresAJava_forTheProgramThatRunStarts() throws Exception {
        variables.put("JAVA_TOOL_OPTIONS", "-Xmx1m '\"$HOME\"'");
        variables.put("_JAVA_OPTIONS", "");

        assertThat(kist("run", "--", "true").out())
                .contains("<-Dkist.launcher.hidden=JAVA_TOOL_OPTIONS,_JAVA_OPTIONS>\n")
                .endsWith("<true>\n_KIST_JAVA_TOOL_OPTIONS=-Xmx1m '\"$HOME\"'\n_KIST__JAVA_OPTIONS=\n");
    }

    @Test
    void start_addsKistJavaOptionsBehindItsOwn() throws Exception {
        variables.put("KIST_JAVA_OPTIONS", "-Xmx2g  -Da=*");

        assertThat(kist("x").out()).contains("<-Xmx2g>\n<-Da=*>\n<-cp>\n");
    }

    @Test
    void start_withOptionsThatJavaRejects_isOneLineOfKist() throws Exception {
        variables.put("KIST_JAVA_OPTIONS", "-XX:Bad");

        Result result = kist("get", "A");

        assertThat(result.err())
                .isEqualTo("kist: error: Java does not start with KIST_JAVA_OPTIONS: Unrecognized VM option 'Bad'\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(kist("run", "--", "true").code()).isEqualTo(125);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void start_withTooLittleMemory_isOneLineOfKist() throws Exception {
        variables.put("TOO_SMALL", "yes");
        String limited = "ulimit -v 4000000; exec '" + application.resolve("bin/kist") + "' run -- true";

        Result result = run(List.of("sh", "-c", limited));

        assertThat(result.err())
                .isEqualTo("kist: error: Java does not start within the limit of ulimit -v: Could not reserve enough"
                        + " space\n");
        assertThat(result.code()).isEqualTo(125);
    }

    @Test
    void start_inAFolderThatIsGone_isOneLineOfKist() throws Exception {
        for (String command : List.of("list", "set A 1", "run -e production -- true")) {
            String gone = "mkdir gone && cd gone && rmdir ../gone && exec '" + application.resolve("bin/kist") + "' ";

            Result result = run(List.of("sh", "-c", gone + command));

            // Some shells say it, too.
            assertThat(result.err())
                    .endsWith("kist: error: the working directory does not exist any more: change to one that does\n");
            assertThat(result.code()).isEqualTo(command.startsWith("run") ? 125 : 1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void start_givesJavaALocaleThatIsThere_andKeepsTheCallersForPrograms() throws Exception {
        variables.put("SHOW_LOCALE", "yes");
        for (String locale : List.of("C", "POSIX", "", "xx_XX", "xx_XX.ISO-8859-1", "xx_XX.UTF-8", "a -Db=c.utf8")) {
            variables.put("LC_ALL", locale);
            Result result = kist("x");
            assertThat(result.out())
                    .contains("<-Dkist.launcher.hidden=LC_ALL>\n")
                    .endsWith("<x>\nLC_ALL=C.UTF-8\n_KIST_LC_ALL=" + locale + "\n");
            assertThat(result.err()).isEmpty();
        }
        variables.remove("LC_ALL");
        variables.put("LANG", "xx_XX.UTF-8");
        assertThat(kist("x").out())
                .contains("<-Dkist.launcher.variables=LC_ALL>\n")
                .endsWith("<x>\nLC_ALL=C.UTF-8\n");

        variables.put("LC_ALL", "C.UTF-8");
        assertThat(kist("x").out()).doesNotContain("kist.launcher.hidden").endsWith("<x>\nLC_ALL=C.UTF-8\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void start_ofRun_tellsWhichSignalsAreIgnored() throws Exception {
        Result result = run(List.of(
                "sh",
                "-c",
                "trap '' PIPE; exec \"$@\"",
                "sh",
                application.resolve("bin/kist").toString(),
                "run",
                "--",
                "true"));

        assertThat(result.out()).containsPattern("<-Dkist.launcher.ignored=[0-9a-f]*1[0-9a-f]{3}>");
    }

    @Test
    void start_leavesNoCoreDump_butRunKeepsTheCallersLimit() throws Exception {
        variables.put("SHOW_LIMIT", "yes");
        String inherited = run(List.of("sh", "-c", "ulimit -S -c")).out();

        assertThat(kist("get", "A").out()).endsWith("<A>\n0\n");
        assertThat(kist("run", "--", "true").out()).endsWith("<true>\n" + inherited);
    }

    @Test
    void theCommand_isFoundBehindTheOptionsOfEveryCommand() throws Exception {
        variables.put("KIST_JAVA_OPTIONS", "-XX:Bad");
        for (String line :
                List.of("run", "-q run", "-e run run", "--uri=x --json run", "--trust get -- run", "-- run")) {
            assertThat(kist(line.split(" ")).code()).as(line).isEqualTo(125);
        }
        for (String line : List.of("get run", "-e run get", "--uri run", "set A run", "")) {
            assertThat(kist(line.split(" ")).code()).as(line).isEqualTo(1);
        }
    }

    @Test
    void theOptionsOfEveryCommand_areThoseThatKistKnows() throws Exception {
        String source = Files.readString(Path.of("../kist-cli/src/main/java/dev/kist/cli/options/GlobalOptions.java"));
        String launcher = Files.readString(Path.of("src/main/launcher/java.sh"));
        List<String> found = new ArrayList<>(List.of("-e", "--environment"));
        Matcher option = Pattern.compile("Option\\.(?:text|filled)\\(\\s*\"(--[a-z-]+)\"")
                .matcher(source);
        while (option.find()) {
            found.add(option.group(1));
        }
        assertThat(found).hasSize(8);
        String line = launcher.lines()
                .filter(one -> one.endsWith(") is_value=yes ;;"))
                .findFirst()
                .orElseThrow();
        assertThat(line.replace(") is_value=yes ;;", "").strip().split(" \\| "))
                .containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void closedStreams_areFilled_andTold() throws Exception {
        for (String closed : List.of("<&-:0", ">&-:1", "2>&-:2", "<&- >&-:01", "<&- >&- 2>&-:201")) {
            String[] both = closed.split(":");
            String shown = folder.resolve("shown").toString();
            variables.put("SHOW_OPEN", shown);
            run(List.of("sh", "-c", "'" + application.resolve("bin/kist") + "' x " + both[0]));
            assertThat(Files.readString(Path.of(shown)))
                    .as(both[0])
                    .contains("<-Dkist.launcher.closed=" + both[1] + ">")
                    .contains("0 1 2");
        }
        assertThat(kist("x").out()).doesNotContain("kist.launcher.closed");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void jar_hasTheSameNameEverywhere_andTheDescriptorForThatIsTold() throws Exception {
        Path jar = Files.createFile(application.resolve("lib/kist-program.jar"));

        assertThat(kist("x").out())
                .contains("<-cp>\n</proc/self/fd/9/kist-program.jar>\n", "<-Dkist.launcher.closed=9>\n");
        assertThat(run(List.of("sh", "-c", "'" + application.resolve("bin/kist") + "' x 9</dev/null"))
                        .out())
                .as("taken by the caller")
                .contains("<-cp>\n<" + jar + ">\n")
                .doesNotContain("kist.launcher.closed");
        variables.put(
                "KIST_JAVA_HOME", javaIn(folder.resolve("another"), "25.0.1").toString());
        assertThat(kist("x").out())
                .as("a Java without the archive")
                .contains("<-cp>\n<" + jar + ">\n")
                .doesNotContain("kist.launcher.closed");
    }

    private Result kist(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(application.resolve("bin/kist").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    private static Path javaIn(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Path java = Files.writeString(home.resolve("bin/java"), JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
