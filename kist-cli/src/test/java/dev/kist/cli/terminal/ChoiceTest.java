// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final List<String> ANSWERS = List.of("yours: write it", "theirs: leave it", "stop: nothing");

    @Test
    void among_takesNumbersAndWords() {
        assertThat(Choice.among(ANSWERS, "2")).hasValue(2);
        assertThat(Choice.among(ANSWERS, "yours")).hasValue(1);
        assertThat(Choice.among(ANSWERS, "t")).hasValue(2);
        assertThat(Choice.among(ANSWERS, "stop")).hasValue(3);
        assertThat(Choice.among(List.of("a", "b"), "stop")).hasValue(0);
        assertThat(Choice.among(ANSWERS, "")).hasValue(0);
    }

    @Test
    void among_guessesNothing() {
        List<String> alike = List.of("template: it is one", "text: it is not");
        for (String typed : List.of("t", "te", "x", "3", "99999", "1 2", "text:")) {
            assertThat(Choice.among(alike, typed)).as(typed).isEqualTo(OptionalInt.empty());
        }
        assertThat(Choice.among(List.of("text: a", "textual: b"), "text")).hasValue(1);
    }
}
