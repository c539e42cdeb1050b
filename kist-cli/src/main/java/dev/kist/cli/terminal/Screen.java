// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How much a terminal shows. Only asked for where something may not fit, as that starts a program.
 *
 * @param rows lines
 * @param columns characters in a line
 */
record Screen(int rows, int columns) {
    /** What every terminal has, or is taken to have. */
    static final Screen LEAST = new Screen(24, 80);

    private static final File TERMINAL = new File("/dev/tty");
    private static final long PATIENCE_SECONDS = 2;

    /** What the terminal of this process says. */
    static Screen ofTerminal() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? parse(answer) : LEAST;
        } catch (IOException e) {
            return LEAST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LEAST;
        }
    }

    /** Reads {@code rows columns}; a terminal that says 0 knows nothing of it. */
    static Screen parse(String answer) {
        String[] numbers = Objects.requireNonNull(answer).strip().split(" ", -1);
        boolean isAnswer =
                numbers.length == 2 && numbers[0].matches("[1-9][0-9]{0,4}") && numbers[1].matches("[1-9][0-9]{0,4}");
        return isAnswer ? new Screen(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])) : LEAST;
    }
}
