package dev.kist.dotenv;

import org.jspecify.annotations.Nullable;

/** Turns the comments around an entry into its note. */
final class Notes {
    private Notes() {}

    /**
     * The text of whole-line comments and of a comment behind the value, a line each, without the {@code #}. Lines
     * without a letter or digit, and whole lines that are assignments commented out, are no notes.
     */
    static @Nullable String of(String text, int aboveFrom, int aboveTo, int behindFrom, int behindTo) {
        if (aboveFrom >= aboveTo && behindFrom >= behindTo) {
            return null;
        }
        StringBuilder note = new StringBuilder();
        int line = aboveFrom;
        while (line < aboveTo) {
            int end = text.indexOf('\n', line);
            end = end < 0 || end > aboveTo ? aboveTo : end;
            append(note, text, line, end, true);
            line = end + 1;
        }
        append(note, text, behindFrom, behindTo, false);
        return note.isEmpty() ? null : note.toString();
    }

    private static void append(StringBuilder note, String text, int from, int to, boolean wholeLine) {
        while (from < to && (text.charAt(from) == '#' || isSpace(text.charAt(from)))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to && hasLetterOrDigit(text, from, to) && !(wholeLine && isAssignment(text, from, to))) {
            note.append(note.isEmpty() ? "" : "\n").append(text, from, to);
        }
    }

    private static boolean isSpace(char c) {
        return c == '\r' || Space.isHorizontalOrMark(c);
    }

    private static boolean hasLetterOrDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > 0x7F || Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAssignment(String text, int from, int to) {
        int start = from;
        if (text.startsWith("export ", from)) {
            start += 7;
        }
        int end = Key.end(text, start, to);
        return end > start && end < to && text.charAt(end) == '=';
    }
}
