// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.ProcessRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Kist command in the table of {@code docs/doppler.md} works, one after the other in one folder. */
class DopplerPageTest {
    private static final Pattern ROW = Pattern.compile("\\|[^|]*\\|[^|]*\\| `(kist [^`]*)` \\|");
    private static final Pattern THEIRS = Pattern.compile("\\|[^|]*\\| `doppler ([^`]*)` \\|.*");
    private static final Pattern WORD = Pattern.compile("([^ ']*)'([^']*)'|[^ ]+");

    @TempDir
    Path folder;

    private static List<String> commands(Pattern pattern) throws Exception {
        List<String> commands = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/doppler.md"))) {
            Matcher row = pattern.matcher(line);
            if (row.matches()) {
                commands.add(row.group(1));
            }
        }
        return commands;
    }

    /** As a shell takes them apart, as far as the page needs it. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(2) == null ? word.group() : word.group(1) + word.group(2));
        }
        return words;
    }

    @Test
    void commands_work_inTheOrderOfTheTable() throws Exception {
        Files.writeString(folder.resolve(".env"), "HOST=localhost\nAPI_KEY=first\nDATABASE_URL=mongodb://db\n");
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN-----\n");
        List<String> commands = commands(ROW);
        assertThat(commands).hasSizeGreaterThanOrEqualTo(25);
        // A program that is started takes the place of its process: not of this one.
        KistProcess kist =
                KistProcess.in(folder).with("KIST_ACTOR", "tester@here").with("EDITOR", "true");
        for (String command : commands) {
            List<String> words = words(command);
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            ProcessRun run = kist.command(arguments).stdin("first\n").run();
            assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
        }
        assertThat(folder.resolve("app.env")).content().contains("API_KEY=first\n");
    }

    /** Hands type what they know: it works, or the answer says what to type here. */
    @Test
    void theirCommands_areNotStrange() throws Exception {
        List<String> commands = commands(THEIRS);
        assertThat(commands).hasSizeGreaterThanOrEqualTo(20);
        for (int i = 0; i < commands.size(); i++) {
            // In a folder where nothing is set up, so that no program is started.
            Path empty = Files.createDirectory(folder.resolve("empty" + i));
            String[] typed = words(commands.get(i).split(" [<>] ")[0]).toArray(String[]::new);
            assertThat(KistRun.in(empty).run(typed).err())
                    .as(commands.get(i))
                    .doesNotContain("is no command of", "begins with - and is no option");
        }
    }
}
