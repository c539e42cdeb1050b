// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RawArgumentsTest {
    @Test
    void bytesOf_argumentsOfAnotherProcess_areTheTextsAsUtf8() {
        assertThat(RawArguments.bytesOf(List.of("not", "é?")))
                .containsExactly("not".getBytes(UTF_8), "é?".getBytes(UTF_8));
        assertThat(RawArguments.textOf(List.of("not", "é?"))).containsExactly("not", "é?");
    }

    @Test
    void bytesOf_none_isEmpty() {
        assertThat(RawArguments.bytesOf(List.of())).isEmpty();
        assertThat(RawArguments.textOf(List.of())).isEmpty();
    }
}
