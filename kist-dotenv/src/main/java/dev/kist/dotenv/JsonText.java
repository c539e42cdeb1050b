// SPDX-License-Identifier: Apache-2.0
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
            EscapedText.append(out, entry.getKey(), EscapedText::isPrintable);
            out.append(": ");
            EscapedText.append(out, entry.getValue(), EscapedText::isPrintable);
            out.append(entries.hasNext() ? ",\n" : "\n");
        }
        return out.append("}\n").toString();
    }
}
