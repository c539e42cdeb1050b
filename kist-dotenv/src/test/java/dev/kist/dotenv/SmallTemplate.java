// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves a template as the product does: from the left, <code>$${</code> is a literal <code>${</code>. */
final class SmallTemplate {
    private static final Pattern PART = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z0-9_.-]+)}");

    private SmallTemplate() {}

    static String resolve(String template, Map<String, String> values) {
        Matcher matcher = PART.matcher(template);
        return matcher.replaceAll(match ->
                Matcher.quoteReplacement(match.group(1) == null ? "${" : values.getOrDefault(match.group(1), "?")));
    }
}
