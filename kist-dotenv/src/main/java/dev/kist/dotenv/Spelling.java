// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a value is written behind the {@code =}, or why it cannot be. */
final class Spelling {
    private final @Nullable String text;
    private final @Nullable String refusal;

    private Spelling(@Nullable String text, @Nullable String refusal) {
        this.text = text;
        this.refusal = refusal;
    }

    static Spelling text(String text) {
        return new Spelling(text, null);
    }

    static Spelling impossible(String reason) {
        return new Spelling(null, reason);
    }

    static Spelling of(String value, Target target) {
        if (value.indexOf('\0') >= 0) {
            return impossible("holds a NUL, which no environment can hold");
        }
        return switch (target) {
            case PORTABLE -> PortableSpelling.of(value);
            case LIBRARIES -> PortableSpelling.forLibraries(value);
            case SHELL -> text("'" + value.replace("'", "'\\''") + "'");
            case NODE -> node(value);
            case PYTHON -> python(value);
            case RUBY -> ruby(value);
            case COMPOSE ->
                text('"'
                        + value.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("$", "\\$")
                                .replace("\r", "\\r")
                        + '"');
            case SYSTEMD ->
                SystemdParser.holdsNoncharacter(value)
                        ? impossible("holds a Unicode noncharacter, which systemd refuses")
                        : text('"' + escaped(value, "\\\"$`") + '"');
            case DOTENV_JAVA -> dotenvJava(value);
            case DOCKER -> docker(value);
            case KIST -> text(kist(value));
        };
    }

    /** Only to be asked where there is no refusal. */
    String text() {
        return Objects.requireNonNull(text);
    }

    @Nullable
    String refusal() {
        return refusal;
    }

    private static String kist(String value) {
        if (PortableSpelling.isPlain(value)) {
            return value;
        }
        boolean isQuotedAsItIs = value.indexOf('\'') < 0 && value.indexOf('\\') < 0 && value.indexOf('\r') < 0;
        return isQuotedAsItIs
                ? "'" + value + "'"
                : '"' + escaped(value, "\\\"$").replace("\r", "\\r") + '"';
    }

    private static Spelling node(String value) {
        if (value.endsWith("\\")) {
            return impossible("ends in a \\, which node dotenv takes as an escape of the closing quote");
        }
        boolean carriageReturn = value.indexOf('\r') >= 0;
        if (value.isEmpty()) {
            return text("\"\"");
        }
        if (!carriageReturn && value.indexOf('\'') < 0) {
            return text("'" + value + "'");
        }
        if (!carriageReturn && value.indexOf('`') < 0) {
            return text("`" + value + "`");
        }
        // What is left is double quotes, where \n and \r are undone and nothing else.
        String why = carriageReturn ? "holds a CR" : "holds ' and `";
        if (value.indexOf('"') >= 0) {
            return impossible(why + " and \", which node dotenv can quote in no way");
        }
        if (value.contains("\\n") || value.contains("\\r")) {
            return impossible(why + " and a \\n or \\r, which node dotenv would make a line end");
        }
        return text('"' + value.replace("\r", "\\r") + '"');
    }

    private static Spelling python(String value) {
        String literal = value.replace("${", "${:-$}{");
        if (!value.endsWith("\\")) {
            return text(
                    '"' + literal.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r") + '"');
        }
        char first = value.charAt(0);
        boolean raw = value.indexOf('\n') < 0
                && value.indexOf('\r') < 0
                && first != '"'
                && first != '\''
                && first != '#'
                && !isAnySpace(first)
                && !hasCommentAfterSpace(value);
        return raw
                ? text(literal)
                : impossible("ends in a \\, which python-dotenv takes as an escape of the closing quote");
    }

    private static Spelling ruby(String value) {
        if (value.indexOf('\r') >= 0) {
            return impossible("holds a CR, which ruby dotenv makes a line end");
        }
        if (value.endsWith("\\")) {
            return impossible("ends in a \\, which ruby dotenv takes as an escape of the closing quote");
        }
        if (value.indexOf('\'') < 0) {
            return text("'" + value + "'");
        }
        if (value.contains("\\n") || value.contains("\\r") || value.contains("$(")) {
            return impossible("holds ' and one of \\n, \\r and $(, which ruby dotenv would not keep in double quotes");
        }
        return text('"' + escaped(value, "\\\"$") + '"');
    }

    private static Spelling dotenvJava(String value) {
        if (value.isEmpty()) {
            return text("");
        }
        if (value.indexOf('"') >= 0) {
            return impossible("holds a \", which dotenv-java cannot escape");
        }
        if (value.indexOf('\r') >= 0) {
            return impossible("holds a CR, which dotenv-java makes a line end");
        }
        int lineEnd = value.indexOf('\n');
        if (lineEnd == 0 || (lineEnd > 0 && value.lastIndexOf('#', lineEnd) >= 0)) {
            return impossible("has several lines and a first that is empty or holds a #, which dotenv-java misreads");
        }
        int lastLine = value.lastIndexOf('\n');
        int hash = lineEnd < 0 ? -1 : value.indexOf('#');
        boolean isMisread = hash >= 0
                && (value.lastIndexOf('\n', lastLine - 1) > hash
                        || (hash < lastLine && DotenvJavaParser.holdsLineEnd(value, hash, lastLine)));
        return isMisread
                ? impossible("has a # before its last two lines, which dotenv-java takes for a comment")
                : text('"' + value + '"');
    }

    private static Spelling docker(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            return impossible("holds a line end, which docker cannot read in such a file");
        }
        return text(value);
    }

    private static String escaped(String value, String special) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            if (special.indexOf(value.charAt(i)) >= 0) {
                out.append('\\');
            }
            out.append(value.charAt(i));
        }
        return out.toString();
    }

    private static boolean hasCommentAfterSpace(String value) {
        for (int i = value.indexOf('#'); i >= 0; i = value.indexOf('#', i + 1)) {
            if (i > 0 && isAnySpace(value.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Space in the view of any of the readers. */
    static boolean isAnySpace(char c) {
        return c <= ' ' || c == 0x85 || c == 0xFEFF || Character.isSpaceChar(c);
    }
}
