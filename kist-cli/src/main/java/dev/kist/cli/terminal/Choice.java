// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a person means who chooses one of several answers. */
final class Choice {
    private static final String NONE = "stop";

    private Choice() {}

    /**
     * The number of the answer, from 1 on, or 0 for none of them; empty where that is not said.
     *
     * @param typed a number, nothing, or the first word of an answer or how it alone begins; in lower case
     */
    static OptionalInt among(List<String> answers, String typed) {
        if (typed.isEmpty()) {
            return OptionalInt.of(0);
        }
        if (typed.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(typed);
            return number <= answers.size() ? OptionalInt.of(number) : OptionalInt.empty();
        }
        OptionalInt whole = only(answers, typed::equals);
        OptionalInt found = whole.isPresent() ? whole : only(answers, word -> word.startsWith(typed));
        return found.isPresent() || !typed.equals(NONE) ? found : OptionalInt.of(0);
    }

    private static OptionalInt only(List<String> answers, Predicate<String> isMeant) {
        int[] found = IntStream.range(0, answers.size())
                .filter(i -> isMeant.test(firstWord(answers.get(i))))
                .toArray();
        return found.length == 1 ? OptionalInt.of(found[0] + 1) : OptionalInt.empty();
    }

    private static String firstWord(String answer) {
        return answer.split("[^\\p{L}\\p{N}]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
