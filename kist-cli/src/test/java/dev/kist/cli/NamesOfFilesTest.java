// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that Java cannot read or write by the locale, or at all: nothing else is taken instead. */
@EnabledOnOs(OS.LINUX)
class NamesOfFilesTest {
    private static final String IN_UTF_8 = "jos\\303\\251";
    private static final String IN_LATIN_1 = "jos\\351";

    @TempDir
    Path folder;

    @Test
    void init_whereTheLocaleLosesTheFoldersName_makesNothing() {
        ProcessRun run = inFolder(IN_UTF_8, "C", "init");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("the name of the working directory cannot be read in the locale")
                .contains("hint: set LC_ALL=C.UTF-8");
        assertThat(inFolder(IN_UTF_8, "C.UTF-8", "init").exitCode()).isZero();
        assertThat(folders()).isEqualTo("home\njosXX\n");
    }

    @Test
    void aFolderWhoseNameIsNotUtf8_isRefused_butHelpIsNot() {
        ProcessRun run = inFolder(IN_LATIN_1, "C.UTF-8", "init");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the name of the working directory is not UTF-8 text");
        assertThat(inFolder(IN_LATIN_1, "C.UTF-8", "run", "--", "true").exitCode())
                .isEqualTo(125);
        assertThat(inFolder(IN_LATIN_1, "C.UTF-8", "help").exitCode()).isZero();
        assertThat(folders()).isEqualTo("josX\n");
    }

    @Test
    void aQuestionMarkInAName_isOne() {
        assertThat(inFolder("what?", "C.UTF-8", "init").exitCode()).isZero();
    }

    @Test
    void aFilesName_thatTheLocaleLacks_isNoFaultOfKists() {
        assertThat(inFolder("plain", "C", "init").exitCode()).isZero();
        for (String words : List.of("migrate", "set A --file", "export -o")) {
            List<String> command = new ArrayList<>(List.of("-c", "exec \"$@\" \"$(printf 'caf\\303\\251')\"", "sh"));
            command.addAll(KistProcess.in(folder).words(words.split(" ")));
            ProcessRun run = Command.of("sh")
                    .args(command)
                    .env(KistProcess.in(folder).with("LC_ALL", "C").variables())
                    .in(folder.resolve("plain"))
                    .run();
            assertThat(run.exitCode()).as(words).isEqualTo(2);
            assertThat(run.err()).contains("characters that the locale lacks").doesNotContain("fault of Kist", "?");
        }
    }

    @Test
    void aFilesName_thatIsNotUtf8_isSaidToBeAName() {
        KistProcess kist = KistProcess.initialized(folder);
        String words = String.join("' '", kist.words("migrate"));

        ProcessRun run = Command.of("sh")
                .args(List.of("-c", "exec '" + words + "' \"$(printf 'f\\351.env')\""))
                .env(kist.variables())
                .in(folder)
                .run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is not UTF-8", "rename the file").doesNotContain("value", "--file");
    }

    private ProcessRun inFolder(String name, String locale, String... arguments) {
        KistProcess kist = KistProcess.in(folder).with("LC_ALL", locale);
        // The test's own locale may lack the characters: the shell names the folder.
        List<String> shell = new ArrayList<>(
                List.of("-c", "d=$(printf '" + name + "'); mkdir -p \"$d\" && cd \"$d\" && exec \"$@\"", "sh"));
        shell.addAll(kist.words(arguments));
        return Command.of("sh").args(shell).env(kist.variables()).in(folder).run();
    }

    /** What is in the folder, with an X for each byte beyond ASCII. */
    private String folders() {
        return Command.of("sh")
                .args(List.of("-c", "LC_ALL=C ls | LC_ALL=C tr '\\200-\\377' X"))
                .in(folder)
                .run()
                .out();
    }
}
