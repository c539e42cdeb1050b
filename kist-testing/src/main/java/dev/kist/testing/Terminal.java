// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program at a real pseudo terminal of 80 columns and 24 rows, and a person at its keyboard. What it prints is kept as
 * it comes, with the terminal's line ends (CR LF) and echo. Every wait is 30 seconds at most; then the test fails with
 * what was printed.
 */
public final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // The size is set from outside only after the start, so a program may look too early: here it is set from inside,
    // before the program is. The shell would add variables of its own, so they are set from nothing.
    private static final String SIZED = "/bin/stty cols 80 rows 24; exec /usr/bin/env -i \"$@\"";

    private final PtyProcess process;
    private final CapturedOutput output;
    private int seen;

    private Terminal(PtyProcess process) {
        this.process = process;
        this.output = new CapturedOutput(new UntilQuiet(process.getInputStream()));
    }

    /** Starts a program with these variables and no others, in this folder. It is killed when this JVM ends. */
    public static Terminal start(List<String> command, Map<String, String> environment, Path folder) {
        try {
            List<String> sized = new ArrayList<>(List.of("/bin/sh", "-c", SIZED, "sh"));
            environment.forEach((name, value) -> sized.add(name + "=" + value));
            sized.addAll(command);
            PtyProcess process = new PtyProcessBuilder(sized.toArray(String[]::new))
                    .setEnvironment(environment)
                    .setDirectory(folder.toString())
                    .setInitialColumns(80)
                    .setInitialRows(24)
                    .start();
            ProcessHandle.of(process.pid()).ifPresent(AtExit::kill);
            return new Terminal(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types this text, as it is. */
    public void send(String text) {
        try {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new AssertionError("cannot type: the program has ended" + soFar(), e);
        }
    }

    /** Types this text and presses Enter. */
    public void sendLine(String text) {
        send(text + "\r");
    }

    /** Holds Ctrl and presses a letter: {@code control('C')} interrupts, {@code control('D')} ends the input. */
    public void control(char letter) {
        send(String.valueOf((char) (Character.toUpperCase(letter) & 0x1f)));
    }

    /** Waits for this text after what was awaited before, and gives everything from there to its end. */
    public String await(String text) {
        return await(Pattern.compile(Pattern.quote(text)));
    }

    /** Waits for a match after what was awaited before, and gives everything from there to its end. */
    public String await(Pattern pattern) {
        String text = output.await(PATIENCE, printed -> pattern.matcher(printed).find(seen))
                .orElseThrow(() -> new AssertionError("'" + pattern + "' was not printed" + soFar()));
        Matcher matcher = pattern.matcher(text);
        matcher.find(seen);
        String part = text.substring(seen, matcher.end());
        seen = matcher.end();
        return part;
    }

    /** Everything printed so far. */
    public String output() {
        return output.text();
    }

    /** Makes the window another size; the program is told by SIGWINCH. */
    public void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    /** The program's process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the program has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the program's end; the output is complete then. 128 + n after signal n. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the program did not end" + soFar());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        output.awaitEnd(Duration.ofSeconds(5));
        return process.exitValue();
    }

    /** Kills the program and all that it started, if they still run. */
    @Override
    public void close() {
        ProcessHandle.of(process.pid()).ifPresent(AtExit::killTree);
        process.destroyForcibly();
    }

    private String soFar() {
        return " within " + PATIENCE.toSeconds() + " s; it printed:\n" + output.text();
    }

    /**
     * A terminal's output to its last byte. pty4j says that the output ended as soon as the process did and nothing is there to be read;
     * but the kernel hands the last bytes on a moment later, when the machine is busy. To read again is allowed.
     */
    private static final class UntilQuiet extends FilterInputStream {
        private static final int LOOKS = 5;
        private static final int MILLIS_BETWEEN = 20;

        UntilQuiet(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            for (int look = 1; look < LOOKS && count < 0; look++) {
                try {
                    Thread.sleep(MILLIS_BETWEEN);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return -1;
                }
                count = super.read(buffer, offset, length);
            }
            return count;
        }
    }
}
