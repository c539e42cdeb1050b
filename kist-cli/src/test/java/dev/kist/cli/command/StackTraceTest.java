// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StackTraceTest {
    @Test
    void eachLine_isAnExceptionOrAFrame_whateverTheTextsHold() {
        Exception cause = new IllegalStateException("hosts: h\u001b[31m\nkist: error: forged\r\u202e");
        Exception top = new IllegalArgumentException("top", cause);
        top.addSuppressed(new IllegalStateException("closing\nfailed"));
        cause.initCause(top);

        assertThat(StackTrace.lines(top)).contains("    Suppressed: java.lang.IllegalStateException: closing\nfailed");
        assertThat(printed(top).lines())
                .allMatch(line -> line.matches(" *(at |Caused by: |Suppressed: |java\\.lang\\.IllegalArg).*"))
                .contains("Caused by: java.lang.IllegalStateException: hosts: h<U+001B>[31m<U+000A>kist: error: forged"
                        + "<U+000D><U+202E>");
    }

    private static String printed(Throwable e) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        new Terminal(Streams.withoutTerminal(new ByteArrayInputStream(new byte[0]), stream, stream))
                .lines(StackTrace.lines(e));
        return err.toString(StandardCharsets.UTF_8);
    }
}
