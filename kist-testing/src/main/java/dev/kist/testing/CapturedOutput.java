// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** What a process has printed so far, read by a thread of its own so that the process never waits for its reader. */
final class CapturedOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean hasEnded;

    /** Reads the stream to its end. */
    CapturedOutput(InputStream stream) {
        Thread reader = new Thread(() -> read(stream), "output-reader");
        reader.setDaemon(true);
        reader.start();
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the stream ended; whether it did in time. */
    synchronized boolean awaitEnd(Duration patience) {
        var unused = await(patience, text -> false);
        return hasEnded;
    }

    /** Waits until what was printed is as asked, and gives it; empty where it ended, or the time did, before that. */
    synchronized Optional<String> await(Duration patience, Predicate<String> isAsAsked) {
        long end = System.nanoTime() + patience.toNanos();
        String text = text();
        while (!isAsAsked.test(text)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (hasEnded || left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            text = text();
        }
        return Optional.of(text);
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try {
            for (int count; (count = stream.read(buffer)) >= 0; ) {
                append(buffer, count);
            }
        } catch (IOException e) {
            // How a terminal's stream ends on some systems.
        } finally {
            end();
        }
    }

    private synchronized void append(byte[] buffer, int count) {
        bytes.write(buffer, 0, count);
        notifyAll();
    }

    private synchronized void end() {
        hasEnded = true;
        notifyAll();
    }
}
