// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What waits at a terminal beside the one line that answers a question: typed before the question was there, or the rest of
 * a paste. It answers no other question, and is not left for the shell, which would run it.
 */
final class SpareInput {
    /** How long nothing has to arrive before a paste is over, in milliseconds. */
    static final long SILENCE = 250;

    private static final long PAUSE = 10;
    private static final long PATIENCE_SECONDS = 2;

    private final InputStream in;

    SpareInput(InputStream in) {
        this.in = in;
    }

    /** Takes away what is there by now; whether it was more than line ends. */
    boolean discardTyped() {
        return discard(0);
    }

    /** Takes away what still arrives, until nothing has for a while; whether it was more than line ends. */
    boolean discardRest() {
        return discard(SILENCE);
    }

    /** Takes away what can be read at once; whether it was more than line ends. Only where no line has to be complete. */
    boolean discardReadable() {
        boolean isMore = false;
        try {
            while (in.available() > 0) {
                int c = in.read();
                isMore |= c >= 0 && c != '\n' && c != '\r';
            }
        } catch (IOException e) {
            // Then nothing more is to be had.
        }
        return isMore;
    }

    private boolean discard(long silence) {
        // Until told otherwise, a terminal holds a line back until it is complete.
        Optional<String> before = stty(List.of("-g"));
        Thread back = new Thread(() -> restore(before), "kist-terminal");
        Runtime.getRuntime().addShutdownHook(back);
        try {
            if (before.isPresent()) {
                stty(List.of("-icanon", "-echo", "min", "1", "time", "0"));
            }
            return discardUntil(silence);
        } finally {
            restore(before);
            Runtime.getRuntime().removeShutdownHook(back);
        }
    }

    private boolean discardUntil(long silence) {
        boolean isMore = discardReadable();
        for (long quiet = 0; quiet < silence; quiet += PAUSE) {
            try {
                Thread.sleep(PAUSE);
                if (in.available() > 0) {
                    isMore |= discardReadable();
                    quiet = 0;
                }
            } catch (IOException e) {
                return isMore;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return isMore;
            }
        }
        return isMore;
    }

    private static void restore(Optional<String> settings) {
        settings.ifPresent(saved -> stty(List.of(saved)));
    }

    /** What {@code stty} says; empty where there is none, or it fails. */
    private static Optional<String> stty(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readNBytes(1024), StandardCharsets.US_ASCII);
            boolean isDone = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            return isDone ? Optional.of(answer.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
