// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A flat YAML mapping whose values are double-quoted strings, read alike by YAML 1.1 and 1.2. */
final class YamlText {
    /** What YAML 1.1 takes for something else than a string. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private YamlText() {}

    static String mapping(Map<String, String> values) {
        if (values.isEmpty()) {
            return "{}\n";
        }
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) ->
                out.append(key(key)).append(": ").append(quoted(value)).append('\n'));
        return out.toString();
    }

    /** A key as it is where that is safe, else quoted. */
    static String key(String key) {
        return Key.isPortable(key) && !WORDS.contains(key.toLowerCase(Locale.ROOT)) ? key : quoted(key);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        EscapedText.append(out, text, YamlText::isPrintable);
        return out.toString();
    }

    private static boolean isPrintable(int c) {
        return EscapedText.isPrintable(c) && c != '\uFEFF' && c < '\uFFFE';
    }
}
