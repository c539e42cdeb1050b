// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.SecretValue;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.terminal.Json;
import java.util.Base64;
import java.util.Map;

/**
 * A value as it is printed where it is to be seen: text as it is, bytes in Base64, or masked. Masked, a text of 20 characters
 * or more shows the first four and the last four, any other shows dots; both show how long it is.
 */
public final class ShownValue {
    private static final int LEAST_SHOWN = 20;
    private static final int ENDS = 4;
    private static final String DOTS = "\u2022".repeat(8);

    private ShownValue() {}

    /** For JSON: a string, or {@code {"base64": ...}}. */
    public static Object json(SecretValue value) {
        return value.isBinary() ? Map.of("base64", base64(value)) : value.text();
    }

    /**
     * For a line of text, as far as {@code reveal} shows it; whole, it is in quotes, so that it keeps to its row, and bytes are
     * called so.
     */
    public static String text(SecretValue value, RevealOption reveal) {
        if (reveal.isWhole()) {
            return value.isBinary() ? Json.of(base64(value)) + " (base64)" : Json.of(value.text());
        }
        if (length(value) == 0) {
            return "(empty)";
        }
        return masked(value) + " (" + length(value) + (value.isBinary() ? " bytes)" : ")");
    }

    /** For a value in JSON that stands for itself, as far as {@code reveal} shows it. */
    public static Object json(SecretValue value, RevealOption reveal) {
        return reveal.isWhole() ? json(value) : masked(value);
    }

    /** Adds to a secret's fields in JSON what {@code reveal} shows of its value: {@code value}, or {@code masked}. */
    public static void addTo(Map<String, Object> fields, SecretValue value, RevealOption reveal) {
        if (reveal.isWhole()) {
            fields.put("value", json(value));
        } else if (reveal.shows()) {
            fields.put("masked", masked(value));
            fields.put("length", length(value));
        }
    }

    static String masked(SecretValue value) {
        if (value.isBinary() || length(value) < LEAST_SHOWN) {
            return length(value) == 0 ? "" : DOTS;
        }
        // What a file ends with says nothing of it.
        int[] text = value.text().strip().codePoints().toArray();
        return text.length < LEAST_SHOWN
                ? DOTS
                : new String(text, 0, ENDS) + "\u2026" + new String(text, text.length - ENDS, ENDS);
    }

    private static int length(SecretValue value) {
        return value.isBinary()
                ? value.bytes().length
                : value.text().codePointCount(0, value.text().length());
    }

    private static String base64(SecretValue value) {
        return Base64.getEncoder().encodeToString(value.bytes());
    }
}
