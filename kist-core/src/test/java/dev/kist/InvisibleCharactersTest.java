// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one list of invisible characters, as Java reads it. */
class InvisibleCharactersTest {
    private static final Path CLIENTS = Path.of("../clients");

    @Test
    void allReaders_holdTheRangesOfTheFile() throws IOException {
        for (String file : List.of(
                "python/kist.py",
                "node/src/errors.js",
                "../kist-core/src/main/java/dev/kist/InvisibleCharacters.java")) {
            Matcher held = Pattern.compile("INVISIBLE =\\s+[\"`]+\n([^\"`]*)")
                    .matcher(Files.readString(CLIENTS.resolve(file)));

            assertThat(held.find()).isTrue();
            assertThat(held.group(1).strip().split("[\\s\\\\]+"))
                    .as("run clients/invisible-characters.py")
                    .containsExactlyElementsOf(ranges());
        }
    }

    @Test
    void everyRange_withBothEnds_isInvisible_andNothingElse() throws IOException {
        boolean[] isListed = new boolean[Character.MAX_CODE_POINT + 1];
        for (String range : ranges()) {
            String[] ends = range.split("-");
            for (int c = Integer.parseInt(ends[0], 16); c <= Integer.parseInt(ends[ends.length - 1], 16); c++) {
                isListed[c] = true;
            }
        }

        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(InvisibleCharacters.contains(c)).as("U+%04X", c).isEqualTo(isListed[c]);
        }
    }

    @Test
    void allThatThisJavaKnowsOf_isListed() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (List.of(
                            (int) Character.CONTROL,
                            (int) Character.FORMAT,
                            (int) Character.SURROGATE,
                            (int) Character.LINE_SEPARATOR,
                            (int) Character.PARAGRAPH_SEPARATOR)
                    .contains(Character.getType(c))) {
                assertThat(InvisibleCharacters.contains(c)).as("U+%04X", c).isTrue();
            }
        }
    }

    private static List<String> ranges() throws IOException {
        return Files.readAllLines(CLIENTS.resolve("invisible-characters.txt")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
