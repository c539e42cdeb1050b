package dev.kist.dotenv;

import java.util.Iterator;
import java.util.Map;

/** A flat JSON object, a member a line. */
final class JsonText {
    private JsonText() {}

    static String object(Map<String, String> values) {
        if (values.isEmpty()) {
            return "{}\n";
        }
        StringBuilder out = new StringBuilder("{\n");
        Iterator<Map.Entry<String, String>> entries = values.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, String> entry = entries.next();
            out.append("  ");
            string(out, entry.getKey());
            out.append(": ");
            string(out, entry.getValue());
            out.append(entries.hasNext() ? ",\n" : "\n");
        }
        return out.append("}\n").toString();
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // U+2028 and U+2029 end a line where JSON is pasted into old JavaScript.
                    boolean plain = c >= ' ' && (c < 0x7F || c > 0x9F) && c != '\u2028' && c != '\u2029';
                    out.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
                }
            }
        }
        out.append('"');
    }
}
