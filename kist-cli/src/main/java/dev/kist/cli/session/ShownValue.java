// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.SecretValue;
import java.util.Base64;
import java.util.Map;

/** A value as it is printed where it is to be seen: text as it is, bytes in Base64. */
public final class ShownValue {
    private ShownValue() {}

    /** For JSON: a string, or {@code {"base64": ...}}. */
    public static Object json(SecretValue value) {
        return value.isBinary() ? Map.of("base64", base64(value)) : value.text();
    }

    /** For a line of text. */
    public static String text(SecretValue value) {
        return value.isBinary() ? base64(value) : value.text();
    }

    private static String base64(SecretValue value) {
        return Base64.getEncoder().encodeToString(value.bytes());
    }
}
