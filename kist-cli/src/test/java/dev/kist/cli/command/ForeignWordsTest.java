// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.Commands;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.cli.command.ForeignWords.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever types what another tool has is told what Kist has. */
class ForeignWordsTest {
    private static final Pattern COMMAND = Pattern.compile("kist ([a-z]+)(?: ([a-z]+))?");

    @TempDir
    Path folder;

    static List<Entry> all() {
        return ForeignWords.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachWord_isAnsweredByItsHint(Entry entry) {
        for (String word : entry.words()) {
            String place = entry.place().equals("*") ? "kist list" : entry.place();
            List<String> typed = new ArrayList<>(List.of(place.split(" ")).subList(1, place.split(" ").length));
            typed.add(word);
            Result result = KistRun.in(folder).run(typed.toArray(String[]::new));
            assertThat(result.code()).as(place + " " + word).isEqualTo(place.equals("kist run") ? 125 : 2);
            assertThat(result.err())
                    .startsWith("kist: error: wrong arguments: "
                            + (word.startsWith("-")
                                    ? word + " is no option of " + place
                                    : "there is no command " + place + " " + word))
                    .endsWith("kist: hint: " + entry.hint() + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachHint_namesCommandsThatExist(Entry entry) {
        List<List<String>> commands = Commands.all().words();
        Matcher command = COMMAND.matcher(entry.hint());
        while (command.find()) {
            assertThat(commands)
                    .as(entry.hint())
                    .anyMatch(words -> words.size() == 1
                            ? words.get(0).equals(command.group(1))
                            : words.equals(List.of(command.group(1), String.valueOf(command.group(2)))));
        }
    }

    @Test
    void behindSecrets_theyAreCommands_butNamesArePatterns() {
        KistRun kist = KistRun.in(folder);
        kist.done("init");
        assertThat(kist.failed(2, "secrets", "notes", "set", "A", "text").err()).contains("kist set KEY --note TEXT");
        assertThat(kist.failed(3, "secrets", "tokens").err()).contains("no secret of development matches tokens");
    }

    @Test
    void anOptionsValue_isNotShown() {
        assertThat(KistRun.in(folder).run("run", "--token=s3cret", "true").err())
                .contains("--token is no option of kist run")
                .doesNotContain("s3cret");
    }
}
