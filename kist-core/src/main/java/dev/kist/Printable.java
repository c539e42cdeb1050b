// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.charset.StandardCharsets;

/**
 * Text that is safe to show on a terminal: no character that it would act on, that turns the order of others, or that cannot
 * be seen ({@code clients/invisible-characters.txt}). Characters that this Java does not know yet are printable: another Java may
 * have written them.
 */
public final class Printable {
    private static final int SHOWN_LENGTH = 80;

    private Printable() {}

    /** Whether {@code text} holds printable characters only and at most {@code maxBytes} bytes of UTF-8. */
    static boolean isPrintable(String text, int maxBytes) {
        return isPrintable(text)
                && (text.length() <= maxBytes / 3 || text.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isPrintable(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code text} in double quotes, shortened, and {@link #visible}. For messages that must show something that came from
     * outside.
     */
    public static String quote(String text) {
        boolean isLong = text.codePointCount(0, text.length()) > SHOWN_LENGTH;
        return '"'
                + (isLong ? visible(text.substring(0, text.offsetByCodePoints(0, SHOWN_LENGTH))) + "…" : visible(text))
                + '"';
    }

    /**
     * {@code text} with every character that a terminal or a reader could be misled by written as its code point, such as
     * {@code <U+202E>}: control, bidirectional and zero-width characters, line ends among them. For tables and messages that
     * show what others wrote.
     */
    public static String visible(String text) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("<U+%04X>", c));
            }
        });
        return shown.toString();
    }

    /**
     * {@code json} with such characters of its strings written as {@code \\u202e}, which is the same data; line ends between
     * members stay.
     *
     * @param json well-formed JSON, in which control characters of strings are written so already, but DEL and C1
     */
    public static String escaped(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c == '\n' || isPrintable(c)) {
                shown.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return shown.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return (codePoint >= ' ' && codePoint <= '~') || !InvisibleCharacters.contains(codePoint);
    }
}
