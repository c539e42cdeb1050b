// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the clone, with a Java and a Maven that only note what they are asked for. */
@DisabledOnOs(OS.WINDOWS)
class CloneLauncherTest {
    /** Notes that it ran, and shows its arguments if they are for Kist. */
    private static final String JAVA =
            """
            #!/bin/sh
            printf '%s\\n' "$0" >>"NOTES"
            case " $* " in
              *" dev.kist.cli.Main "*) printf '<%s>\\n' "$@"; [ -z "${SHOW_LIMIT-}" ] || ulimit -S -c ;;
            esac
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            echo mvn >>"$NOTES"
            echo "noise of Maven"
            sleep 1
            [ -z "$MAVEN_FAILS" ] || exit 1
            mkdir -p kist-dist/target/app/lib
            : >kist-dist/target/app/lib/kist-program.jar
            """;

    private final Path root;
    private final Path notes;
    private final Path jar;
    private final Map<String, String> variables = new HashMap<>();

    private record Result(int code, String out, String err) {}

    CloneLauncherTest(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("a clone"));
        Files.copy(Path.of("..", "kist"), root.resolve("kist"));
        Files.createDirectories(root.resolve("kist-core/src/main/java"));
        Path launcher = Files.createDirectories(root.resolve("kist-dist/src/main/launcher"));
        for (String file : List.of("kist", "java.sh")) {
            Files.copy(Path.of("src/main/launcher", file), launcher.resolve(file));
            changed(launcher.resolve(file), Duration.ofHours(2));
        }
        Files.createDirectories(root.resolve("kist-dist/target/app/lib"));
        Files.writeString(root.resolve("pom.xml"), "");
        for (String source : List.of(
                "pom.xml",
                "kist-core/src/main",
                "kist-core/src/main/java",
                "kist-dist/src/main",
                "kist-dist/src/main/launcher")) {
            changed(root.resolve(source), Duration.ofHours(2));
        }
        jar = Files.writeString(root.resolve("kist-dist/target/app/lib/kist-program.jar"), "");
        changed(jar, Duration.ofHours(1));
        notes = Files.writeString(folder.resolve("notes"), "");
        Path java = javaIn(folder.resolve("java"), "25.0.1");
        Path programs = Files.createDirectory(folder.resolve("programs"));
        executable(programs.resolve("mvn"), MAVEN);
        variables.put("PATH", programs + ":" + System.getenv("PATH"));
        variables.put("HOME", folder.toString());
        variables.put("NOTES", notes.toString());
        variables.put("KIST_JAVA_HOME", java.toString());
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
    void start_takesTheNewestJava() throws Exception {
        variables.remove("KIST_JAVA_HOME");
        variables.put("JAVA_HOME", javaIn(root.resolve("older"), "98").toString());
        Path newest = javaIn(Path.of(variables.get("HOME"), ".sdkman/candidates/java/newest"), "99.0.2");

        kist("--version");

        assertThat(notes()).allMatch(line -> line.equals(newest + "/bin/java")).isNotEmpty();
    }

    @Test
    void start_throughLinks_findsItsFolder() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("kist"));
        Path second = Files.createSymbolicLink(Path.of(variables.get("HOME"), "second"), link);

        assertThat(run(List.of(second.toString(), "x")).out()).contains("<" + jar.toRealPath() + ">");
    }

    @Test
    void start_withoutChange_needsNoMaven() throws Exception {
        kist("x");

        assertThat(notes()).doesNotContain("mvn");
    }

    @Test
    void start_withNewerSource_buildsOnce() throws Exception {
        Files.writeString(root.resolve("kist-core/src/main/java/A.java"), "");

        Result first = kist("x");
        Result second = kist("x");

        assertThat(notes().stream().filter("mvn"::equals)).hasSize(1);
        assertThat(first.out()).startsWith("<").doesNotContain("noise");
        assertThat(first.err()).isEqualTo("kist: building; the first time takes a few minutes\n");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void start_afterASourceWasRemoved_builds() throws Exception {
        Path source = Files.writeString(root.resolve("kist-core/src/main/java/A.java"), "");
        changed(source, Duration.ofHours(2));
        Files.delete(source);

        kist("x");

        assertThat(notes()).contains("mvn");
    }

    @Test
    void start_twiceAtOnce_buildsOnce() throws Exception {
        Files.delete(jar);
        Process first = start(List.of(root.resolve("kist").toString(), "x"));
        Result second = kist("x");

        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(second.code()).isZero();
        assertThat(notes().stream().filter("mvn"::equals)).hasSize(1);
    }

    @Test
    void start_afterABuilderWasKilled_takesItsLockAway() throws Exception {
        Files.delete(jar);
        Path work = Files.createDirectories(root.resolve("kist-dist/target/launch"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(work.resolve("build.lock"), Path.of(Long.toString(gone.pid())));

        assertThat(kist("x").code()).isZero();
        assertThat(work.resolve("build.lock")).doesNotExist();
    }

    @Test
    void start_whenTheBuildFails_saysSoAndTriesAgain() throws Exception {
        Files.delete(jar);
        variables.put("MAVEN_FAILS", "yes");

        Result result = kist("x");
        kist("x");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("noise of Maven", "kist: error: Kist does not build");
        assertThat(notes().stream().filter("mvn"::equals)).hasSize(2);
    }

    @Test
    void start_makesTheArchiveOnceForEachBuild() throws Exception {
        kist("x");
        int first = notes().size();
        kist("x");
        int second = notes().size();
        changed(jar, Duration.ofMinutes(-1));
        kist("x");

        assertThat(List.of(first, second, notes().size())).isEqualTo(List.of(2, 3, 5));
        try (var left = Files.list(root.resolve("kist-dist/target/launch"))) {
            assertThat(left).hasSize(1);
        }
    }

    private Result kist(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("kist").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile(root, "err", "");
        Process process = builder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    private Process start(List<String> command) throws IOException {
        return builder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }

    private List<String> notes() throws IOException {
        return Files.readAllLines(notes);
    }

    private static void changed(Path file, Duration ago) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    private Path javaIn(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA.replace("NOTES", notes.toString()));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
