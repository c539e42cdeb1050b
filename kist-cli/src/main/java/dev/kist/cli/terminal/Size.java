// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.SecretValue;
import java.nio.charset.StandardCharsets;

/** How large a value is, in words that say nothing of what it holds. */
public final class Size {
    private Size() {}

    /** Of text as below, of bytes without lines. */
    public static String of(SecretValue value) {
        return value.isBinary() ? Count.of(value.bytes().length, "byte") : of(value.text());
    }

    /** {@code 12 bytes}, {@code 28 lines, 1704 bytes}. A last line without its end counts as one. */
    public static String of(String text) {
        String bytes = Count.of(text.getBytes(StandardCharsets.UTF_8).length, "byte");
        long lines = text.lines().count();
        return lines > 1 ? Count.of(lines, "line") + ", " + bytes : bytes;
    }
}
