// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/**
 * The spelling that node dotenv, python-dotenv, ruby dotenv, compose and bash all read back the same.
 *
 * <p>The rules are tight: no other quoting or escaping reaches a value that they refuse.
 */
final class PortableSpelling {
    private PortableSpelling() {}

    static Spelling of(String value) {
        if (value.indexOf('\r') >= 0) {
            return Spelling.impossible("holds a CR, which most parsers make a line end");
        }
        if (value.isEmpty()) {
            return Spelling.text("\"\"");
        }
        if (isPlain(value)) {
            return Spelling.text(value);
        }
        if (!containsAny(value, "\"\\$`")) {
            return Spelling.text('"' + value + '"');
        }
        if (value.indexOf('\'') < 0
                && !value.contains("\\\\")
                && !value.endsWith("\\")
                && !PythonVariables.hasReference(value)) {
            return Spelling.text("'" + value + "'");
        }
        if (!containsAny(value, "\"\\`") && dollarsStandAlone(value)) {
            return Spelling.text('"' + value + '"');
        }
        return Spelling.impossible(reason(value));
    }

    /** As {@link #of}, and unquoted where that is read by all but the shells. */
    static Spelling forLibraries(String value) {
        Spelling portable = of(value);
        if (portable.refusal() == null) {
            return portable;
        }
        boolean raw = !containsAny(value, "\\$#\n\r")
                && !containsAny(value.substring(0, 1), "'\"`")
                && !Spelling.isAnySpace(value.charAt(0))
                && !Spelling.isAnySpace(value.charAt(value.length() - 1));
        return raw ? Spelling.text(value) : portable;
    }

    private static String reason(String value) {
        if (value.indexOf('\'') < 0) {
            if (value.endsWith("\\")) {
                return "ends in a \\, which parsers take as an escape of the closing quote";
            }
            return PythonVariables.hasReference(value)
                    ? "holds a ${…}, which python-dotenv expands even in single quotes"
                    : "holds two \\ in a row, of which python-dotenv keeps one";
        }
        if (value.indexOf('\\') >= 0) {
            return "holds ' and \\, and node dotenv keeps both of the two \\ that the others need";
        }
        if (value.indexOf('"') >= 0) {
            return "holds ' and \", and node dotenv keeps the \\ that the others need";
        }
        if (value.indexOf('`') >= 0) {
            return "holds ' and `, and no quoting keeps both in all parsers";
        }
        return "holds ' and a $ that some parsers would expand";
    }

    /** Letters, digits and a few signs that nothing reads as anything else, and up to two = at the end. */
    static boolean isPlain(String value) {
        int end = value.length();
        while (end > value.length() - 2 && end > 0 && value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "_./:@%+,-".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean dollarsStandAlone(String value) {
        for (int i = value.indexOf('$'); i >= 0; i = value.indexOf('$', i + 1)) {
            if (i + 1 < value.length() && " ',./:;)".indexOf(value.charAt(i + 1)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean containsAny(String value, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (value.indexOf(characters.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
