// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/** Reads one line from a terminal, byte by byte: nothing behind the line is taken. */
final class InputLine {
    private final InputStream in;
    private final Runnable atEnd;

    /** {@code atEnd} is told where the input ends before the line does: the cursor stays behind the question then. */
    InputLine(InputStream in, Runnable atEnd) {
        this.in = in;
        this.atEnd = atEnd;
    }

    /** The line without its end; empty at the end of input. */
    String read() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            int b = in.read();
            for (; b >= 0 && b != '\n'; b = in.read()) {
                bytes.write(b);
            }
            if (b < 0) {
                atEnd.run();
            }
            return Utf8.decode(bytes.toByteArray());
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("what was typed is not UTF-8", "check the terminal's encoding");
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the answer cannot be read: " + FileReason.of(e), "run the command again in a terminal");
        }
    }
}
