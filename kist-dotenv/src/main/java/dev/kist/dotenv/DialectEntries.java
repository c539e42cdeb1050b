package dev.kist.dotenv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the parsers of the other dialects put what they find: adds line numbers, notes and warnings. */
final class DialectEntries {
    private final String text;
    private final Findings findings;
    private int countedTo;
    private int line = 1;
    private int previousEnd;

    DialectEntries(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** The line of an offset; offsets are asked for in rising order. */
    int line(int offset) {
        for (; countedTo < offset; countedTo++) {
            if (text.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** A value without references, which reaches to {@code end}. */
    void add(String key, int keyFrom, int end, Quote quote, String raw, String value) {
        add(key, keyFrom, end, quote, raw, value, List.of(), null);
    }

    void add(
            String key,
            int keyFrom,
            int end,
            Quote quote,
            String raw,
            String value,
            List<Reference> references,
            @Nullable String template) {
        int entryLine = line(keyFrom);
        int lineFrom = lineStart(keyFrom);
        String note = Notes.of(text, commentsAbove(lineFrom), lineFrom, 0, 0);
        previousEnd = end;
        if (findings.add(new DotenvEntry(key, entryLine, quote, raw, value, references, template, note))) {
            findings.warn(WarningCode.DUPLICATE, entryLine, key);
        }
        if (!references.isEmpty()) {
            findings.warn(WarningCode.REFERENCE, entryLine, key);
        }
    }

    /** A line that the parser passes over. */
    void skipped(int offset) {
        findings.warn(WarningCode.NOT_AN_ASSIGNMENT, line(offset), null);
    }

    private int lineStart(int offset) {
        int i = offset;
        while (i > previousEnd && text.charAt(i - 1) != '\n') {
            i--;
        }
        return i;
    }

    private int commentsAbove(int lineFrom) {
        int from = lineFrom;
        while (from > previousEnd) {
            int above = Math.max(previousEnd, text.lastIndexOf('\n', from - 2) + 1);
            int first = above;
            while (first < from && Space.isHorizontalOrMark(text.charAt(first))) {
                first++;
            }
            if (text.charAt(first) != '#' || (above > 0 && text.charAt(above - 1) != '\n')) {
                break;
            }
            from = above;
        }
        return from;
    }
}
