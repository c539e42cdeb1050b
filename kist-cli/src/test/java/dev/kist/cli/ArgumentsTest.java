// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an option, what a value, and what is neither; the same for every command. */
class ArgumentsTest extends ArgumentsFixture {
    ArgumentsTest(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "--enviroment=s3cret, --enviroment, --environment",
        "--Environment=s3cret, --Environment, --environment",
        "-environment=s3cret, -environment, --environment",
        "--environ, --environ, --environment",
        "--tempalte, --tempalte, --template",
        "--allow-emtpy=s3cret, --allow-emtpy, --allow-empty",
    })
    void nearlyAnOption_isRefused_andTheOptionOffered(String typed, String shown, String offered) {
        Result result = refused("set", "A", typed);
        assertThat(result.err())
                .contains(shown + " is no option of kist set", "did you mean " + offered + "?")
                .doesNotContain("s3cret");
        assertThat(kist.done("get", "A").out()).isEqualTo("first\n");
    }

    @Test
    void wrongValueOfAnOption_namesTheOptionOnce() {
        assertThat(refused("get", "A", "--at", "now").err())
                .contains("wrong arguments: --at: \"now\" is neither a time nor an age");
        assertThat(refused("prune", "--older-than", "now").err()).contains("wrong arguments: --older-than: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-s3cret", "--s3cret", "-5", "-----BEGIN KEY-----", "-eproduction", "---", "-é", "--=s3cret"})
    void whatBeginsWithAMinus_isNoValue_andNotShown(String typed) {
        Result result = refused("set", "A", typed);
        assertThat(result.err())
                .contains(
                        "argument 3 begins with - and is no option of kist set",
                        "after --, or give it on standard input")
                .doesNotContain(typed);
        assertThat(kist.done("get", "A").out()).isEqualTo("first\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-s3cret", "--s3cret", "-5", "-e", "--environment=x", "--", ""})
    void behindTwoMinuses_everythingIsAValue(String value) {
        kist.done("set", "A", "--", value);
        assertThat(kist.done("get", "A", "-n").out()).isEqualTo(value);
    }

    @Test
    void theFirstTwoMinuses_endTheOptions_whereverTheyStand() {
        kist.done("set", "-e", "development", "--", "A", "-v");
        assertThat(kist.done("get", "A").out()).isEqualTo("-v\n");
        kist.done("set", "--note=n", "A", "--", "--note");
        assertThat(kist.done("get", "A").out()).isEqualTo("--note\n");
    }

    @ParameterizedTest
    @CsvSource({
        "list --bogus",
        "get A --bogus",
        "delete A --bogus",
        "restore A --bogus",
        "history A --bogus",
        "log --bogus",
        "diff --bogus",
        "rollback A --to 1 --bogus",
        "prune --keep 1 --bogus",
        "copy --from a --to b --bogus",
        "migrate --env-file x --bogus",
        "export --bogus",
        "key list --bogus",
        "key add x --label y --bogus",
        "key remove x --bogus",
        "key new --bogus",
        "key public --bogus",
        "environment list --bogus",
        "environment create x --bogus",
        "environment delete x --bogus",
        "rotate --bogus",
        "fingerprint --bogus",
        "doctor --bogus",
        "init --bogus",
        "key --bogus",
        "--bogus list"
    })
    void everyCommand_refusesAnOptionThatItDoesNotHave(String line) {
        assertThat(refused(line.split(" ")).err()).contains("begins with - and is no option of kist");
    }

    @ParameterizedTest
    @CsvSource({
        "set --bogus A, argument 2",
        "set A -v, argument 3",
        "-e development set A -v, argument 5",
        "--json set A --note=x -v, argument 5",
        "key list --s3cret, argument 3",
        "-s3cret list, argument 1"
    })
    void thePlaceOfAnArgument_isCountedFromTheProgram(String line, String place) {
        assertThat(refused(line.split(" ")).err()).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--note", "--file", "-e", "--uri", "--if-version"})
    void anOptionWithoutItsValue_takesNoOtherOptionForIt(String option) {
        assertThat(refused("set", "A", "x", option).err()).contains("lacks its value");
        assertThat(refused("set", "A", "x", option, "--allow-empty").err())
                .contains("lacks its value", "argument 5 begins with -");
        assertThat(refused("set", "A", "x", option, "-s3cret").err())
                .contains("argument 5")
                .doesNotContain("s3cret");
        assertThat(refused("set", "A", "x", option, "--", "y").err()).contains("lacks its value");
    }

    @Test
    void aValueThatBeginsWithAMinus_standsBehindAnEqualsSign() {
        kist.done("set", "A", "v", "--note=-why");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("-why\n");
        assertThat(refused("set", "A", "v", "--if-version=-1").err())
                .contains("--if-version: a whole number of 0 or more");
    }

    @Test
    void aShortOption_takesItsValueBehindItOrAnEqualsSign() {
        kist.done("set", "A", "p", "-e", "production");
        assertThat(kist.done("get", "A", "-e=production").out()).isEqualTo("p\n");
    }

    @Test
    void anOption_isGivenOnce_aFlagAsOftenAsOneLikes() {
        assertThat(refused("set", "A", "x", "--note", "a", "--note", "b").err()).contains("--note is given twice");
        assertThat(refused("--uri", "a", "list", "--uri=b").err()).contains("--uri is given twice");
        assertThat(refused("-e", "a", "get", "A", "-e", "b").err()).contains("--environment is given more than once");
        kist.done("-q", "list", "-q", "--json", "--json");
    }

    /** It would have no effect, and who typed it may have meant it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "use staging",
                "trust staging",
                "environment create staging",
                "environment delete staging --yes",
                "diff development staging",
                "diff --at 1d staging",
                "copy --from development --to staging",
            })
    void anEnvironment_besideAnotherThatIsNamed_isRefused(String command) {
        String[] words = ("-e production " + command).split(" ");

        assertThat(refused(words).err()).contains("-e production has no effect here", "is named");
        words[1] = "staging";
        assertThat(kist.run(words).err()).doesNotContain("has no effect");
    }

    @Test
    void aFlag_takesNoValue() {
        assertThat(refused("list", "--all=yes").err()).contains("--all takes no value");
        assertThat(refused("list", "-q=s3cret").err())
                .contains("-q takes no value")
                .doesNotContain("s3cret");
    }

    @Test
    void tooMany_areNamedByTheirPlace() {
        assertThat(refused("set", "A", "two", "s3cret").err())
                .contains("A is given 2 values")
                .doesNotContain("s3cret");
        assertThat(refused("environment", "create", "a", "s3cret", "x").err())
                .contains("argument 4 and those behind it are too many");
        assertThat(refused("log", "s3cret").err())
                .contains("argument 2 is one too many")
                .doesNotContain("s3cret");
    }

    @Test
    void oneOfSeveralThatCannotBeRead_isNoneTooMany() {
        assertThat(refused("delete", "A", "1B").err()).contains("\"1B\" cannot be a secret's name");
        assertThat(refused("list", "A B*").err()).contains("\"A B*\" can be no pattern for names");
        assertThat(refused("diff", "a", "b c").err()).contains("b c");
    }

    @Test
    void tooFew_areNamed() {
        assertThat(refused("set").err()).contains("KEY is missing", "kist set --help");
        assertThat(refused("copy").err()).contains("--from ENV", "--to ENV");
        assertThat(refused("environment", "create").err()).contains("NAME is missing");
    }

    @Test
    void optionsOfEveryCommand_mayStandBeforeIt() {
        kist.done("-e", "production", "set", "A", "p");
        assertThat(kist.done("--environment=production", "--json", "get", "A").out())
                .isEqualTo("{\n  \"A\": \"p\"\n}\n");
        assertThat(kist.done("-e", "production", "key", "--json", "list").out())
                .contains("\"environment\": \"production\"");
        assertThat(kist.done("key", "-e", "production", "list").out()).contains("production");
    }

    @Test
    void quiet_leavesOutWhatWasDone_andKeepsWarningsAndErrors() {
        assertThat(kist.done("-q", "set", "A", "second").err()).isEmpty();
        assertThat(kist.done("-q", "get", "A").out()).isEqualTo("second\n");
        assertThat(kist.run("--quiet", "get", "NONE").err()).contains("kist: error:", "kist: hint:");
        assertThat(kist.with("KIST_ENVIROMENT", "x").done("-q", "list").err()).contains("kist: warning:");
    }

    @Test
    void anUnknownCommand_isShownOnlyWhereItIsNearlyOne() {
        assertThat(refused("gett", "A").err()).contains("there is no command kist gett", "did you mean kist get?");
        assertThat(refused("key", "lists").err()).contains("did you mean kist key list?");
        assertThat(refused("s3cretvalue").err())
                .contains("argument 1 is no command of kist")
                .doesNotContain("s3cret");
        assertThat(refused("key", "s3cretvalue").err()).contains("argument 2 is no command of kist key");
    }

    @Test
    void wrongArguments_areFoundBeforeAnythingElse(@TempDir Path empty) {
        KistRun nowhere = KistRun.in(empty);
        assertThat(nowhere.run("get", "not a name").err()).contains("wrong arguments");
        assertThat(nowhere.run("get", "A", "--at", "yesterday").err()).contains("wrong arguments: --at:");
        assertThat(nowhere.run("set", "A", "b", "--file", "c").err()).contains("both VALUE and --file are given");
        assertThat(nowhere.run("list", "-e", "a/b").err()).contains("wrong arguments: --environment:");
    }

    @Test
    void noArgument_namesAFileOfArguments() {
        kist.done("set", "A", "@/etc/hostname");
        assertThat(kist.done("get", "A").out()).isEqualTo("@/etc/hostname\n");
    }

    @Test
    void aSingleMinus_isStandardInput() {
        kist.stdin("from input\n").done("set", "A", "-");
        assertThat(kist.done("get", "A").out()).isEqualTo("from input\n");
        kist.stdin("every byte\n").done("set", "A", "--file", "-");
        assertThat(kist.done("get", "A", "-n").out()).isEqualTo("every byte\n");
        assertThat(kist.stdin("").run("set", "A", "-").code()).isEqualTo(2);
    }

    @Test
    void run_leavesTheProgramsArgumentsAlone_andFailsWith125() {
        KistProcess process = KistProcess.in(kist.folder());
        assertThat(process.run("run", "--", "printf", "%s,", "-e", "--bogus", "--")
                        .out())
                .isEqualTo("-e,--bogus,--,");
        assertThat(process.run("run", "printf", "%s,", "-e", "--", "x").out()).isEqualTo("-e,--,x,");
        assertThat(process.run("-q", "run", "-q", "printf", "%s", "-q").out()).isEqualTo("-q");
        for (String wrong : new String[] {"--bogus", "-e", "--onyl=A", "--at=never"}) {
            assertThat(process.run("run", wrong, "--", "touch", "started").exitCode())
                    .isEqualTo(125);
        }
        assertThat(process.run("--bogus", "run", "--", "touch", "started").exitCode())
                .isEqualTo(125);
        assertThat(process.run("run").exitCode()).isEqualTo(125);
        assertThat(kist.folder().resolve("started")).doesNotExist();
    }

    @Test
    void whatIsNotUtf8_isNoArgument_exceptOfAProgram() {
        ProcessRun set = shell("kist set K $'s3cret\\xff' -e run");
        assertThat(set.exitCode()).isEqualTo(2);
        assertThat(set.err()).contains("argument 3 is not UTF-8").doesNotContain("s3cret");
        assertThat(shell("kist set run $'\\xff'").exitCode()).isEqualTo(2);
        assertThat(shell("kist get A -e $'\\xff'").exitCode()).isEqualTo(2);
        assertThat(shell("kist run -e $'\\xff' -- true").exitCode()).isEqualTo(125);
        assertThat(shell("kist run -- test -n $'\\xff'").exitCode()).isZero();
    }

    @Test
    void aValueRightBehindAShortOption_isNotShown_andTheOptionIsNamed() {
        assertThat(kist.failed(2, "get", "A", "-eproduction").err())
                .contains("argument 3 begins with -", "did you mean -e ENV?")
                .doesNotContain("production");
        assertThat(kist.failed(2, "get", "A", "-oout").err()).contains("did you mean -o FILE?");
    }

    private ProcessRun shell(String line) {
        KistProcess process = KistProcess.in(kist.folder());
        String program = String.join(" ", process.words());
        return dev.kist.testing.Command.of("bash")
                .args("-c", line.replaceFirst("kist", program))
                .env(process.variables())
                .in(kist.folder())
                .run();
    }
}
