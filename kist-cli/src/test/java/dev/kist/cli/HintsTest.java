// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error says what to do next, in words of this command. */
class HintsTest {
    private final KistRun kist;

    HintsTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "first");
    }

    private String hint(String line) {
        KistRun.Result result = kist.run(line.split(" "));
        assertThat(result.code()).as(line).isNotZero();
        assertThat(result.err()).as(line).contains("kist: error: ").contains("kist: hint: ");
        return result.err().substring(result.err().lastIndexOf("kist: hint: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            key remove nobody                        | kist key list -e development shows the keys
            key remove nobody --all                  | kist key list --all
            list --json=true                         | write --json alone, or leave it out
            list -q=true                             | write -q alone
            set A x -e                               | write -e ENV; see kist set --help
            set A x --note                           | write --note TEXT
            rollback A --to                          | write --to N; see kist rollback --help
            rollback A --to 9                        | it has version 1 alone
            set A --generate 8 9                     | --generate 9
            set A --generate --hex 8                 | write --generate 8 --hex
            set A --generate --alphabet=ab 8         | write --generate 8 --alphabet CHARS
            get A --note                             | kist set A --note TEXT -e development writes one
            search nothing-like-it                   | kist environment list
            search nothing-like-it -e development    | without -e all environments are searched
            prune                                    | --keep N, --older-than AGE
            run -- no-such-program                   | check the name
            run -- ./no-such-program                 | check the path
            run -- .kist                             | check the name
            run -- /                                 | name the program in it
            run -c prd -- true                       | -e ENV names the environment
            run -x prd -- true                       | kist run --help shows the options
            list -j                                  | kist list --help shows the options
            export production                        | -o FILE writes to a file
            list A B C=D                             | a name begins with a letter
            get A --at 3000d                         | kist history A -e development shows when it was written
            export --only A --at 3000d               | kist history A -e development
            copy --from development --to develop     | say --create to create develop, or --to development
            set A x -e develop                       | say --create to create develop, or -e development
            get A --version 1 -e develop             | did you mean development?
            inherit base                             | kist environment inherit PARENT
            migrate --env-file none.env              | --env-file counts from the folder
            compose up s --prefix maybe              | true or false
            set B x --if-version 3                   | --if-version 0 writes its first version
            set A x --if-version 3                   | kist history A -e development
            """)
    void names_whatToTypeNext(String line, String expected) {
        assertThat(hint(line)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --uri=",
                "list --database=",
                "list --collection=",
                "list --key-file=",
                "list --trust=",
                "list --timeout=",
                "get A --output=",
                "export -o=",
                "example --output=",
                "key new --output=",
                "set A --file=",
                "check --against=",
                "migrate --env-file=",
                "init --env-file=",
                "move --to=",
            })
    void anEmptyText_isNoFileAndNoSetting(String line) {
        assertThat(hint(line)).contains("if it comes from a variable, that one is not set");
        assertThat(kist.run(line.split(" ")).err()).contains(" is empty");
    }

    @Test
    void aKeyThatIsThereAlready_isSaid_withWhatIsLeftToDo() {
        assertThat(hint("key add --label again " + kist.publicKey())).contains("nothing is left to do");
    }

    @Test
    void ofSeveralEnvironments_theOnesThatAKeyOpensAlready_arePassedOver() {
        kist.done("set", "A", "1", "-e", "production");
        String bob = kist.person("bob").publicKey();
        kist.done("key", "add", bob, "--label", "bob", "-e", "production");
        assertThat(kist.done("key", "add", bob, "--label", "bob", "--all").err())
                .contains("opens production already, as bob", "to development: 2 keys");
        assertThat(kist.done("key", "add", bob, "--label", "b", "-e", "production", "-e", "development")
                        .err())
                .contains("opens production already", "opens development already");
    }

    @Test
    void status_ofSomeoneWhoLacksAccess_hasTheLineToSendToAMember() {
        KistRun bob = kist.person("bob");
        KistRun.Result status = bob.done("status");
        assertThat(status.out()).contains("no key at hand opens");
        assertThat(status.err()).contains("kist key add -e development --label NAME " + bob.publicKey());
        assertThat(bob.done("status", "-q").err()).isEmpty();
    }

    @Test
    void aFileInThePlaceOfTheFolder_isNamed(@TempDir Path other) throws Exception {
        Files.createFile(other.resolve(".kist"));
        assertThat(KistRun.in(other).failed(2, "init").err()).contains(".kist is no folder", "move it away");
    }

    @Test
    void aFileThatIsMalformed_isToBeCorrected() throws Exception {
        for (String name : new String[] {"f.json", "f.yaml", "f.properties", "f.env"}) {
            Files.write(kist.folder().resolve(name), new byte[] {'{', (byte) 0xFF, '\n'});
            assertThat(hint("migrate --env-file " + name)).contains("correct the file; nothing was written");
        }
    }

    @Test
    void whereNothingIsForced_theHintSaysWhatForceDoes() {
        kist.done("set", "URL", "x${A}", "--template");
        assertThat(hint("delete A")).contains("change URL first; --force does it all the same");
        assertThat(hint("rename A B")).doesNotContain("--force");
    }

    @Test
    void jarsThatAreNotThere_areNamed() throws Exception {
        Files.createDirectories(kist.folder().resolve("empty"));
        Files.createFile(kist.folder().resolve("there.jar"));
        KistRun further = kist.with("KIST_CLASSPATH", "there.jar:/no/such.jar:empty/*::none/*:empty");
        assertThat(further.done("list").err())
                .contains("KIST_CLASSPATH names \"/no/such.jar\", which does not exist")
                .contains("\"empty/*\", which holds no jar", "\"none/*\", which holds no jar")
                .doesNotContain("there.jar", "\"empty\"");
        Files.createFile(kist.folder().resolve("empty/a.JAR"));
        assertThat(kist.with("KIST_CLASSPATH", "empty/*").done("list").err()).isEmpty();
    }
}
