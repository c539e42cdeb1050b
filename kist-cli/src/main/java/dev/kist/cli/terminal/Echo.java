package dev.kist.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns the terminal's echo off, and back to what it was when closed or when the process is interrupted. By {@code stty},
 * because {@code java.io.Console} wants stdout to be a terminal too.
 */
final class Echo implements AutoCloseable {
    private final @Nullable String saved;
    private final Thread restore = new Thread(this::restore, "kist-echo");

    private Echo(@Nullable String saved) {
        this.saved = saved;
    }

    static Echo off() {
        @Nullable String saved = stty("-g");
        Echo echo = new Echo(saved);
        if (saved != null) {
            Runtime.getRuntime().addShutdownHook(echo.restore);
            stty("-echo");
        }
        return echo;
    }

    /** Whether what is typed is not shown. */
    boolean isOff() {
        return saved != null;
    }

    @Override
    public void close() {
        if (saved != null) {
            restore();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private void restore() {
        if (saved != null) {
            stty(saved);
        }
    }

    /** What {@code stty} prints, or null where there is none or it fails. */
    private static @Nullable String stty(String argument) {
        try {
            Process process = new ProcessBuilder(List.of("stty", argument))
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
                return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : null;
            }
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
