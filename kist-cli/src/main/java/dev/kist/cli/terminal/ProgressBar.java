package dev.kist.cli.terminal;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A bar that fills from left to right in one line, and is gone when closed. */
public final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int LEAST_TOTAL = 200;

    private final @Nullable PrintStream terminal;
    private final String what;
    private final int total;
    private int shown = -1;

    ProgressBar(@Nullable PrintStream terminal, String what, int total) {
        this.terminal = total < LEAST_TOTAL ? null : terminal;
        this.what = what;
        this.total = total;
        update(0);
    }

    /** Shows that {@code done} steps are behind. */
    public void update(int done) {
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
        if (terminal != null && filled != shown) {
            shown = filled;
            terminal.print(
                    "\r" + what + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
            terminal.flush();
        }
    }

    @Override
    public void close() {
        if (terminal != null) {
            terminal.print("\r" + " ".repeat(what.length() + WIDTH + 24) + "\r");
            terminal.flush();
        }
    }
}
