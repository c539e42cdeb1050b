// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Map;

/** A Java properties file: ASCII alone, so that every charset it may be read by gives the same. */
final class PropertiesText {
    private PropertiesText() {}

    static String of(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> {
            escape(out, key, true);
            out.append('=');
            escape(out, value, false);
            out.append('\n');
        });
        return out.toString();
    }

    private static void escape(StringBuilder out, String text, boolean key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case ' ' -> out.append(key || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> out.append(key ? "\\" : "").append(c);
                default -> out.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
    }
}
