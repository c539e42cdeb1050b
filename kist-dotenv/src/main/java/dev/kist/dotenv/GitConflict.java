package dev.kist.dotenv;

/** The lines that git writes around the two sides of a merge that it could not finish. */
final class GitConflict {
    private static final String OURS = "<<<<<<< ";
    private static final String THEIRS = ">>>>>>> ";

    private GitConflict() {}

    /** The offset of the first line that is certainly such a mark, -1 if there is none. */
    static int firstMark(String text) {
        int ours = lineThatBegins(text, OURS);
        int theirs = lineThatBegins(text, THEIRS);
        return ours < 0 || theirs < 0 ? Math.max(ours, theirs) : Math.min(ours, theirs);
    }

    /** Whether the line from this offset on is one, in a text that has a certain one. */
    static boolean isMark(String text, int from) {
        boolean separates = text.startsWith("=======", from)
                && (from + 7 == text.length() || "\r\n".indexOf(text.charAt(from + 7)) >= 0);
        return separates
                || text.startsWith(OURS, from)
                || text.startsWith(THEIRS, from)
                || text.startsWith("||||||| ", from);
    }

    private static int lineThatBegins(String text, String mark) {
        for (int i = text.indexOf(mark); i >= 0; i = text.indexOf(mark, i + mark.length())) {
            if (i == 0 || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** Whether any line but the first of a value is one. */
    static boolean isInside(String raw) {
        for (int i = raw.indexOf('\n'); i >= 0; i = raw.indexOf('\n', i + 1)) {
            if (isMark(raw, i + 1)) {
                return true;
            }
        }
        return false;
    }
}
