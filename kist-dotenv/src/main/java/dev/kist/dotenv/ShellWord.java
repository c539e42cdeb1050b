package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of one assignment in a shell: quotes of all kinds, side by side, and references. Nothing is run or computed. */
final class ShellWord {
    private static final int DEPTH = 100;

    private final String text;
    private final int from;
    private final int end;
    private final Findings findings;
    private final int line;
    private final boolean isArgument;
    private final Rendered out;
    private final List<Reference> references = new ArrayList<>(2);
    private int pos;
    /** Whether what is read counts; the word of a reference that needs none does not. */
    private boolean live = true;

    /** Behind the name of the last reference without braces. */
    private int nameEnd = -1;

    private boolean undefined;
    private Quote quote = Quote.NONE;

    /**
     * For the word that begins at this offset.
     *
     * @param isArgument whether it is one of {@code export} or the like, which not all shells treat as an assignment
     */
    ShellWord(String text, int from, Findings findings, int line, boolean isArgument) {
        this.text = text;
        this.from = from;
        this.end = text.length();
        this.findings = findings;
        this.line = line;
        this.isArgument = isArgument;
        this.out = new Rendered(32);
    }

    /** Reads the word and gives the offset behind it. */
    int read() {
        pos = from;
        unquoted(false, 0);
        char first = from < pos ? text.charAt(from) : 0;
        boolean isOneQuote =
                pos > from + 1 && (first == '"' || first == '\'') && text.indexOf(first, from + 1) == pos - 1;
        quote = isOneQuote ? (first == '"' ? Quote.DOUBLE : Quote.SINGLE) : Quote.NONE;
        return pos;
    }

    Quote quote() {
        return quote;
    }

    String raw() {
        return quote == Quote.NONE ? text.substring(from, pos) : text.substring(from + 1, pos - 1);
    }

    String value() {
        return out.value();
    }

    @Nullable
    String template() {
        return out.template();
    }

    List<Reference> references() {
        return references;
    }

    /** Whether it refers to a name that is not defined. */
    boolean isUndefined() {
        return undefined;
    }

    /** To the end of the word, or to the brace that closes a reference. */
    private void unquoted(boolean inBraces, int depth) {
        int start = pos;
        while (pos < end) {
            char c = text.charAt(pos);
            if (inBraces ? c == '}' : " \t\n;&|<>()".indexOf(c) >= 0) {
                return;
            }
            switch (c) {
                case '\\' -> escaped();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted(depth);
                case '$' -> dollar(false, depth);
                case '`' -> throw computes();
                case '~' -> tilde(inBraces, start);
                case '\r' ->
                    throw refused(
                            "has a CR outside quotes, which a shell keeps in the value: save the file with LF line ends");
                case '{' -> {
                    if (isArgument) {
                        throw refused("has a { outside quotes, which bash may expand: quote the value");
                    }
                    literal(c);
                }
                default -> literal(c);
            }
        }
        if (inBraces) {
            throw refused("has a reference that is not closed");
        }
    }

    private void escaped() {
        pos++;
        if (pos == end) {
            put('\\');
        } else if (text.charAt(pos) == '\n') {
            joinLine(pos - 1);
        } else {
            literal(text.charAt(pos));
        }
    }

    /** Shells join lines before they look for references, so that a name could go on in the next line. */
    private void joinLine(int backslash) {
        if (backslash == nameEnd || text.charAt(backslash - 1) == '$') {
            throw refused("has a reference that may go on in the next line: write ${NAME}");
        }
        pos = backslash + 2;
    }

    private void singleQuoted() {
        int closing = text.indexOf('\'', pos + 1);
        if (closing < 0) {
            throw refused("has a quote that is not closed");
        }
        if (live) {
            out.literal(text, pos + 1, closing);
        }
        pos = closing + 1;
    }

    private void doubleQuoted(int depth) {
        pos++;
        while (pos < end && text.charAt(pos) != '"') {
            inDoubleQuotes(false, depth);
        }
        if (pos == end) {
            throw refused("has a quote that is not closed");
        }
        pos++;
    }

    /** One character or reference in double quotes; those of a reference there can be escaped, too. */
    private void inDoubleQuotes(boolean inBraces, int depth) {
        char c = text.charAt(pos);
        if (c == '\\' && pos + 1 < end) {
            char next = text.charAt(pos + 1);
            if (next == '\n') {
                joinLine(pos);
            } else if ("$`\"\\".indexOf(next) >= 0 || (inBraces && next == '}')) {
                pos++;
                literal(next);
            } else {
                literal(c);
            }
        } else if (c == '$') {
            dollar(true, depth);
        } else if (c == '`') {
            throw computes();
        } else {
            literal(c);
        }
    }

    private void dollar(boolean quoted, int depth) {
        char next = pos + 1 < end ? text.charAt(pos + 1) : 0;
        if (next == '{') {
            braced(quoted, depth);
        } else if (Key.isNameStart(next)) {
            nameEnd = Key.nameEnd(text, pos + 1, end, false);
            String name = text.substring(pos + 1, nameEnd);
            pos = nameEnd;
            insert(name, lookUp(name, true), quoted);
        } else if (next == '\'' && !quoted) {
            ShellEscapes escapes = new ShellEscapes(text, pos + 2, this::refused);
            String undone = escapes.undo();
            pos = escapes.end();
            if (live) {
                out.literal(undone, 0, undone.length());
            }
        } else if (next == '(' || next == '[') {
            throw computes();
        } else if (next == '"' && !quoted) {
            throw refused("has a $ before a quote, which not all shells read alike");
        } else if (next == '*'
                || next == '@'
                || next == '#'
                || next == '?'
                || next == '-'
                || next == '$'
                || next == '!'
                || (next >= '0' && next <= '9')) {
            throw refused("refers to what only a running shell knows");
        } else {
            literal('$');
        }
    }

    private void braced(boolean quoted, int depth) {
        int nameFrom = pos + 2;
        int nameTo = Key.nameEnd(text, nameFrom, end, false);
        boolean colon = nameTo < end && text.charAt(nameTo) == ':';
        int operator = colon ? nameTo + 1 : nameTo;
        char sign = operator < end ? text.charAt(operator) : 0;
        boolean plain = sign == '}' && !colon;
        if (nameTo == nameFrom || !(plain || sign == '-' || sign == '+' || sign == '?')) {
            throw refused("has a reference of a kind that is not read");
        }
        String name = text.substring(nameFrom, nameTo);
        pos = operator + 1;
        if (plain) {
            insert(name, lookUp(name, true), quoted);
            return;
        }
        if (depth == DEPTH) {
            throw refused("nests references more than " + DEPTH + " deep");
        }
        operate(name, colon, sign, quoted, depth);
    }

    private void operate(String name, boolean colon, char sign, boolean quoted, int depth) {
        if (live) {
            out.noTemplate();
        }
        String value = lookUp(name, false);
        boolean there = value != null && !(colon && value.isEmpty());
        if (live && sign == '?' && !there) {
            throw refused("refers to " + name + " by ${…?…}, but it is not defined above");
        }
        boolean before = live;
        live = before && (sign == '+' ? there : !there);
        if (quoted) {
            quotedWord(depth + 1);
        } else {
            if (isArgument) {
                throw refused("has a default outside quotes, which shells may split: put the value in double quotes");
            }
            unquoted(true, depth + 1);
        }
        pos++;
        boolean wordCounts = live;
        live = before;
        if (live && !wordCounts && sign != '+' && value != null) {
            insert(name, value, quoted);
        }
    }

    /** The word of a reference that stands in double quotes: there, double quotes vanish. */
    private void quotedWord(int depth) {
        boolean inner = false;
        while (pos < end && (inner || text.charAt(pos) != '}')) {
            if (text.charAt(pos) == '"') {
                inner = !inner;
                pos++;
            } else if (text.charAt(pos) == '\'') {
                throw refused("has a ' in a default in double quotes, which not all shells read alike");
            } else {
                inDoubleQuotes(true, depth);
            }
        }
        if (pos == end) {
            throw refused("has a reference that is not closed");
        }
    }

    /** At the start of the value and behind a colon it is the home directory, alone or before a slash. */
    private void tilde(boolean inBraces, int start) {
        boolean isJoined = text.startsWith("\\\n", pos - 2);
        boolean expands = isJoined || pos == start || (text.charAt(pos - 1) == ':' && !isEscaped(pos - 1));
        if (!expands) {
            literal('~');
            return;
        }
        char next = pos + 1 < end ? text.charAt(pos + 1) : ' ';
        if (isJoined || inBraces || "/: \t\n;&|<>()".indexOf(next) < 0) {
            throw refused("has a ~ that only a running shell can read: quote it");
        }
        pos++;
        String home = lookUp("HOME", false);
        undefined |= home == null;
        insert("HOME", home, true);
        out.noTemplate();
    }

    private boolean isEscaped(int offset) {
        return offset > from && text.charAt(offset - 1) == '\\';
    }

    private @Nullable String lookUp(String name, boolean plain) {
        if (!live) {
            return null;
        }
        DotenvEntry definition = findings.definition(name);
        references.add(findings.reference(name, plain));
        String value = definition == null ? findings.environment(name) : definition.value();
        undefined |= value == null && plain;
        return value;
    }

    private void insert(String name, @Nullable String value, boolean quoted) {
        if (!live) {
            return;
        }
        String inserted = value == null ? "" : value;
        if (isArgument && !quoted && inserted.chars().anyMatch(c -> " \t\n*?[\\".indexOf(c) >= 0)) {
            throw refused(
                    "refers to " + name + " outside quotes, which shells may split: put the value in double quotes");
        }
        findings.countExpanded(inserted.length(), line);
        out.reference(name, inserted, findings.definition(name) != null);
    }

    private void literal(char c) {
        put(c);
        pos++;
    }

    private void put(char c) {
        if (live) {
            out.literal(c);
        }
    }

    private DotenvException computes() {
        return refused("has a command or a computation in it, which is never run: put its result in the file");
    }

    private DotenvException refused(String reason) {
        return findings.failure(line, reason);
    }
}
