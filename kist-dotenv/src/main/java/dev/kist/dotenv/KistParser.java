package dev.kist.dotenv;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The grammar of {@link Dialect#KIST}, over text with LF line ends. */
final class KistParser {
    private static final Set<String> ODD_KEYS = Set.of("export", "__proto__");

    private final String text;
    private final int end;
    private final Findings findings;
    private final EnumSet<WarningCode> codes = EnumSet.noneOf(WarningCode.class);

    private int pos;
    private int line = 1;
    /** Where the whole-line comments directly above begin, or where the line begins if there are none. */
    private int commentsFrom;

    /** Where the next # is, if not before where it was last asked for: looked for once, not with every line. */
    private int nextHash = -1;

    private int behindFrom;
    private int behindTo;

    KistParser(String text, Findings findings) {
        this.text = text;
        this.end = text.length();
        this.findings = findings;
    }

    void parse() {
        while (pos < end) {
            codes.clear();
            int first = skipSpace(pos);
            if (first == end) {
                return;
            }
            char c = text.charAt(first);
            if (c == '\n') {
                nextLine(first);
                commentsFrom = pos;
            } else if (c == '#') {
                nextLine(lineEnd(first));
            } else {
                statement(first);
                commentsFrom = pos;
            }
        }
    }

    private void statement(int first) {
        int keyFrom = first;
        int keyTo = Key.end(text, first, end);
        boolean exported = false;
        if (keyTo - first == 6 && text.startsWith("export", first)) {
            int afterExport = skipSpace(keyTo);
            int exportedTo = Key.end(text, afterExport, end);
            if (afterExport > keyTo && exportedTo > afterExport) {
                exported = true;
                keyFrom = afterExport;
                keyTo = exportedTo;
            }
        }
        int separator = skipSpace(keyTo);
        if (keyTo > keyFrom && at(separator) == '=') {
            assignment(key(keyFrom, keyTo), separator, exported);
        } else if (keyTo > keyFrom && isYamlStyle(keyTo)) {
            codes.add(WarningCode.YAML_STYLE);
            assignment(key(keyFrom, keyTo), keyTo, exported);
        } else {
            boolean alone = at(separator) == '\n' || at(separator) == '#';
            if (exported && alone) {
                findings.warn(WarningCode.EXPORT_WITHOUT_VALUE, line, key(keyFrom, keyTo));
            } else if (findings.hasConflict() && GitConflict.isMark(text, first)) {
                findings.warnOfMark(line);
            } else {
                findings.warn(WarningCode.NOT_AN_ASSIGNMENT, line, null);
            }
            nextLine(lineEnd(first));
        }
    }

    /** Whether a colon, space and a text on the same line follow. */
    private boolean isYamlStyle(int colon) {
        if (at(colon) != ':') {
            return false;
        }
        int value = skipBlank(colon + 1);
        return value > colon + 1 && at(value) != '\n';
    }

    private void assignment(String key, int separator, boolean exported) {
        int entryLine = line;
        int commentsTo = pos;
        int valueFrom = skipBlank(separator + 1);
        behindFrom = 0;
        behindTo = 0;
        char opening = at(valueFrom);
        int closing = isQuote(opening) ? closingQuote(valueFrom) : -1;
        Quote quote = closing < 0 ? Quote.NONE : quoteOf(opening);
        String raw = closing < 0 ? unquoted(separator, valueFrom) : quoted(valueFrom + 1, closing, quote);
        if (exported && quote == Quote.NONE && raw.isEmpty()) {
            codes.add(WarningCode.EXPORT_EMPTY);
        }
        String bare = quote == Quote.NONE ? withoutOuterQuotes(raw) : raw;
        String value = bare;
        List<Reference> references = List.of();
        String template = null;
        if (quote == Quote.SINGLE) {
            value = singleQuoted(raw);
        } else if (Renderer.isNeeded(bare, quote)) {
            Renderer renderer = new Renderer(findings, bare, quote, entryLine, codes);
            renderer.run();
            value = renderer.value();
            references = renderer.references();
            template = renderer.template();
        }
        String note = Notes.of(text, commentsFrom, commentsTo, behindFrom, behindTo);
        if (findings.add(new DotenvEntry(key, entryLine, quote, raw, value, references, template, note))) {
            codes.add(WarningCode.DUPLICATE);
        }
        warn(key, entryLine);
    }

    private void warn(String key, int entryLine) {
        if (!Key.isPortable(key)) {
            codes.add(WarningCode.KEY_NOT_PORTABLE);
        }
        if (ODD_KEYS.contains(key)) {
            codes.add(WarningCode.ODD_KEY);
        }
        if (!codes.isEmpty()) {
            codes.forEach(code -> findings.warn(code, entryLine, key));
        }
    }

    private String unquoted(int separator, int from) {
        int lineEnd = lineEnd(from);
        int to = lineEnd;
        for (int hash = nextHash(from); hash < lineEnd; hash = nextHash(hash + 1)) {
            if (hash - 1 > separator && Space.isHorizontal(text.charAt(hash - 1))) {
                comment(hash, lineEnd, from);
                to = hash;
                break;
            }
        }
        while (to > from && Space.isHorizontal(text.charAt(to - 1))) {
            to--;
            noteUnicode(text.charAt(to));
        }
        String raw = text.substring(from, to);
        char first = raw.isEmpty() ? 0 : raw.charAt(0);
        if (Space.isDropped(first) || (!raw.isEmpty() && Space.isDropped(raw.charAt(raw.length() - 1)))) {
            codes.add(WarningCode.UNICODE_SPACE);
        }
        if (first == '`') {
            boolean dropped = withoutOuterQuotes(raw).length() < raw.length();
            codes.add(dropped ? WarningCode.BACKTICK : WarningCode.LONE_BACKTICK);
        } else if (isQuote(first)) {
            boolean again = raw.indexOf(first, 1) >= 0;
            codes.add(again ? WarningCode.TEXT_AFTER_QUOTE : WarningCode.UNBALANCED_QUOTE);
        }
        if (raw.indexOf('\\') >= 0) {
            codes.add(WarningCode.BACKSLASH_UNQUOTED);
        }
        if (behindTo == 0 && raw.indexOf('#') >= 0) {
            codes.add(WarningCode.HASH_IN_VALUE);
        }
        nextLine(lineEnd);
        return raw;
    }

    private int nextHash(int from) {
        if (nextHash < from) {
            int found = text.indexOf('#', from);
            nextHash = found < 0 ? end : found;
        }
        return nextHash;
    }

    private void comment(int hash, int lineEnd, int valueFrom) {
        behindFrom = hash;
        behindTo = lineEnd;
        if (hash == valueFrom) {
            codes.add(WarningCode.HASH_AT_START);
        } else if (text.charAt(hash - 1) != ' ') {
            codes.add(WarningCode.COMMENT_AFTER_TAB);
        }
    }

    private String quoted(int from, int closing, Quote quote) {
        String raw = text.substring(from, closing);
        if (quote == Quote.BACKTICK) {
            codes.add(WarningCode.BACKTICK);
        }
        if (raw.endsWith("\\")) {
            codes.add(WarningCode.BACKSLASH_BEFORE_QUOTE);
        }
        int lines = count(raw, '\n');
        if (lines > 0) {
            codes.add(WarningCode.MULTILINE);
            line += lines;
        }
        int after = skipSpace(closing + 1);
        int lineEnd = lineEnd(after);
        if (at(after) == '#') {
            behindFrom = after;
            behindTo = lineEnd;
        }
        nextLine(lineEnd);
        return raw;
    }

    private String singleQuoted(String raw) {
        if (raw.contains("${")) {
            codes.add(WarningCode.SQ_BRACES);
        }
        if (raw.contains("\\\\")) {
            codes.add(WarningCode.SQ_DOUBLE_BACKSLASH);
        }
        if (!raw.contains("\\'")) {
            return raw;
        }
        codes.add(WarningCode.ESCAPED_QUOTE);
        return raw.replace("\\'", "'");
    }

    /** Goes from quote to quote; the last one with nothing but a comment behind it, up to the first unescaped one. */
    private int closingQuote(int opening) {
        char quote = text.charAt(opening);
        int closing = -1;
        for (int i = text.indexOf(quote, opening + 1); i >= 0; i = text.indexOf(quote, i + 1)) {
            int after = i + 1;
            while (after < end && Space.isHorizontalOrMark(text.charAt(after))) {
                after++;
            }
            if (at(after) == '\n' || at(after) == '#') {
                closing = i;
            }
            int backslashes = i;
            while (text.charAt(backslashes - 1) == '\\') {
                backslashes--;
            }
            if ((i - backslashes) % 2 == 0) {
                break;
            }
        }
        return closing;
    }

    private static String withoutOuterQuotes(String raw) {
        int last = raw.length() - 1;
        boolean outer = last > 0 && isQuote(raw.charAt(0)) && raw.charAt(last) == raw.charAt(0);
        return outer ? raw.substring(1, last) : raw;
    }

    private String key(int from, int to) {
        return text.substring(from, to);
    }

    /** The character there; a line end at the end of the text. */
    private char at(int offset) {
        return offset < end ? text.charAt(offset) : '\n';
    }

    /** Past the space around a key or behind a quoted value. */
    private int skipSpace(int from) {
        int i = from;
        while (i < end && Space.isHorizontalOrMark(text.charAt(i))) {
            noteUnicode(text.charAt(i));
            i++;
        }
        return i;
    }

    /** Past the space before a value, to which a byte order mark belongs. */
    private int skipBlank(int from) {
        int i = from;
        while (i < end && Space.isHorizontal(text.charAt(i))) {
            noteUnicode(text.charAt(i));
            i++;
        }
        return i;
    }

    private void noteUnicode(char c) {
        if (c >= 0x80) {
            codes.add(WarningCode.UNICODE_SPACE);
        }
    }

    private int lineEnd(int from) {
        int found = text.indexOf('\n', from);
        return found < 0 ? end : found;
    }

    private void nextLine(int lineEnd) {
        pos = Math.min(lineEnd + 1, end);
        line++;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static Quote quoteOf(char c) {
        return c == '"' ? Quote.DOUBLE : c == '\'' ? Quote.SINGLE : Quote.BACKTICK;
    }

    private static int count(String text, char c) {
        int n = 0;
        for (int i = text.indexOf(c); i >= 0; i = text.indexOf(c, i + 1)) {
            n++;
        }
        return n;
    }
}
