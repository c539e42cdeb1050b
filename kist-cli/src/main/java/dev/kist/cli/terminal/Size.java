package dev.kist.cli.terminal;

import java.nio.charset.StandardCharsets;

/** How large a value is, in words that say nothing of what it holds. */
public final class Size {
    private Size() {}

    /** {@code 12 bytes}, {@code 28 lines, 1704 bytes}. A last line without its end counts as one. */
    public static String of(String text) {
        String bytes = Count.of(text.getBytes(StandardCharsets.UTF_8).length, "byte");
        long lines = text.lines().count();
        return lines > 1 ? Count.of(lines, "line") + ", " + bytes : bytes;
    }
}
