// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.cli.options.GlobalOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the help says: whole sentences in lines that fit, and lines that can be typed. */
class HelpTest {
    @TempDir
    Path folder;

    static List<List<String>> commands() {
        return Commands.all().words();
    }

    private Result run(String... arguments) {
        return KistRun.in(folder).run(arguments);
    }

    private static String[] with(List<String> words, String last) {
        String[] all = words.toArray(new String[words.size() + 1]);
        all[words.size()] = last;
        return all;
    }

    @Test
    void ofAll_fitsATerminal_andNamesEveryCommand() {
        String help = run("--help").out();
        assertThat(help.lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 80);
        commands().forEach(words -> assertThat(help).contains(words.get(words.size() - 1)));
    }

    @Test
    void withoutACommand_theHelpGoesToStderr() {
        assertThat(run()).isEqualTo(new Result(2, "", run("--help").out()));
        assertThat(run("key").code()).isEqualTo(2);
        assertThat(run("key").err()).isEqualTo(run("key", "--help").out());
        assertThat(run("-q").code()).isEqualTo(2);
    }

    @Test
    void help_isACommandAndAnOption_anywhere() {
        assertThat(run("help").code()).isZero();
        assertThat(run("help")).isEqualTo(run("--help")).isEqualTo(run("-h"));
        assertThat(run("help", "key", "add"))
                .isEqualTo(run("key", "add", "--help"))
                .isEqualTo(run("--help", "key", "add"))
                .isEqualTo(run("key", "-h", "add"))
                .isEqualTo(run("-e", "x", "key", "add", "KEY", "--bogus", "-h"));
        assertThat(run("help", "key")).isEqualTo(run("key", "--help"));
        assertThat(run("help", "run").out()).contains("Usage: kist run [OPTIONS] -- PROGRAM [ARGUMENT...]");
        assertThat(run("help", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void behindTwoMinuses_helpIsAValue() {
        KistRun kist = KistRun.in(folder);
        kist.done("init");
        kist.done("set", "A", "--", "--help");
        assertThat(kist.done("get", "A").out()).isEqualTo("--help\n");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand_fitsInItsLines_andHasTwoExamples(List<String> words) {
        Result result = run(with(words, "--help"));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        String name = "kist " + String.join(" ", words);
        assertThat(result.out()).startsWith("Usage: " + name).contains("Examples:");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(result.out().lines().filter(line -> line.startsWith("  " + name)))
                .hasSizeGreaterThanOrEqualTo(2);
        // A sentence ends before the next thing begins.
        assertThat(result.out()
                        .lines()
                        .skip(1)
                        .takeWhile(line -> !line.isEmpty())
                        .reduce("", (a, b) -> b))
                .endsWith(".");
    }

    /** Every description of the command, its operands and options is there to its end. */
    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand_cutsNoSentence(List<String> words) {
        CommandSpec spec = Commands.all().model("kist");
        for (String word : words) {
            spec = Objects.requireNonNull(spec.subcommands().get(word)).getCommandSpec();
        }
        List<String> globals =
                new GlobalOptions().specs().stream().map(HelpTest::label).toList();
        List<String> sentences = new ArrayList<>(List.of(spec.usageMessage().description()));
        for (ArgSpec argument : spec.args()) {
            if (!globals.contains(label(argument)) && !label(argument).equals("--help")) {
                sentences.add(String.join(" ", argument.description()));
            }
        }
        String printed = run(with(words, "--help")).out();
        String help = plain(printed);
        // Nor a name in the middle, such as that of a file.
        assertThat(List.of(printed.split("\\s+")))
                .containsAll(List.of(
                        String.join(" ", sentences).replace("%%", "%").strip().split("\\s+")));
        assertThat(sentences).allMatch(sentence -> sentence.endsWith("."));
        assertThat(sentences).allSatisfy(sentence -> assertThat(help).contains(plain(sentence)));
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String plain(String text) {
        return text.replace("%%", "%").replaceAll("\\s+", "");
    }

    @Test
    void otherNames_areInTheHelpOfTheirCommand_andNoLinesOfTheirOwn() {
        assertThat(run("ls", "--help"))
                .isEqualTo(run("list", "--help"))
                .isEqualTo(run("secrets", "list", "-h"))
                .isEqualTo(run("help", "secrets"));
        assertThat(run("list", "--help").out()).contains("Also: kist ls, kist secrets.");
        assertThat(run("env", "--help").out()).contains("Also: kist env, kist environments.");
        assertThat(run("env", "rm", "--help").out())
                .contains("Usage: kist environment delete", "Also: kist environment rm.");
        assertThat(run("--help").out()).doesNotContain("unset", "download", "import", "setup");
        assertThat(run("unst", "A").err()).contains("did you mean kist unset?");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examples_areArgumentsThatTheCommandTakes(List<String> words) {
        String name = "kist " + String.join(" ", words);
        run(with(words, "--help"))
                .out()
                .lines()
                .filter(line -> line.startsWith("  " + name))
                .map(line -> line.strip().replace("'", "").split(" \\| ")[0].split(" "))
                .forEach(example -> {
                    String[] arguments =
                            List.of(example).subList(1, example.length).toArray(String[]::new);
                    // Nothing is set up here: whatever goes wrong, it is not the arguments.
                    assertThat(run(arguments).err()).doesNotContain("wrong arguments: argument", "no option", "lacks");
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommand_hasATestOfItsName(List<String> words) throws Exception {
        StringBuilder type = new StringBuilder();
        words.forEach(word -> type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        assertThat(Path.of("src/test/java").toFile()).isDirectory();
        try (var files = java.nio.file.Files.walk(Path.of("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains(type + "CommandTest.java");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aSynopsis_repeatsNoOperand_andBreaksBetweenWords(List<String> words) {
        List<String> synopsis = run(with(words, "--help"))
                .out()
                .lines()
                .takeWhile(line -> line.startsWith("Usage") || line.startsWith("     "))
                .toList();
        assertThat(synopsis).allSatisfy(line -> {
            assertThat(line).doesNotContainPattern("([A-Z]+) \\[\\1 \\[\\1");
            assertThat(line.chars().filter(c -> c == '[').count())
                    .isEqualTo(line.chars().filter(c -> c == ']').count());
        });
    }

    @Test
    void theVersion_isOneLine() {
        assertThat(run("--version").out()).startsWith("kist ").hasLineCount(1);
        assertThat(run("-V")).isEqualTo(run("--version"));
    }

    /** A command line is in the process list and in the shell's history. */
    @ParameterizedTest
    @MethodSource("commands")
    void noOption_takesASecretKey(List<String> words) {
        String secret = "kist-key-1-05hf-TeVjWCnv0Zn9mj1lSjH5HynIWEFVi7UaEqOm6LMYk9_";
        for (String option : List.of("--key", "--secret-key", "--private-key", "--password", "-k")) {
            for (String given : List.of(option + "=" + secret, option)) {
                String[] typed = with(words, given);
                Result refused = run(words.equals(List.of("run")) ? new String[] {"run", given, "--", "true"} : typed);
                assertThat(refused.code()).as(String.join(" ", typed)).isIn(2, 125);
                assertThat(refused.err()).contains("is no option of kist").doesNotContain(secret);
            }
        }
        assertThat(run(with(words, "--help")).out()).doesNotContainPattern("--(key|secret|password)[ =]");
    }
}
