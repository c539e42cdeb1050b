package dev.kist.cli.terminal;

import dev.kist.Progress;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A bar that fills from left to right in one line, and is gone when closed; shown for long work on a terminal only. Messages
 * make it go, and it is drawn again below them.
 */
public final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long LEAST_TOTAL = 200;
    private static final int GONE = -1;

    private final @Nullable PrintStream terminal;
    private final String what;
    private int shown = GONE;

    ProgressBar(@Nullable PrintStream terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    @Override
    public void update(long done, long total) {
        if (terminal == null || total < LEAST_TOTAL) {
            return;
        }
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        if (filled != shown) {
            shown = filled;
            terminal.print(
                    "\r" + what + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
            terminal.flush();
        }
    }

    /** Clears the line, for what is printed next. */
    @Override
    public void close() {
        if (terminal != null && shown != GONE) {
            shown = GONE;
            terminal.print("\r" + " ".repeat(what.length() + WIDTH + 24) + "\r");
            terminal.flush();
        }
    }
}
