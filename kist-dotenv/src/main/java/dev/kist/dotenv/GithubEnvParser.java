package dev.kist.dotenv;

/** Reads as the runner of GitHub Actions does: {@code NAME=value}, or {@code NAME<<delimiter} and lines up to it. */
final class GithubEnvParser {
    private final String text;
    private final Findings findings;
    private final DialectEntries entries;
    private int pos;

    /** For text as it is in the file, but for a byte order mark. */
    GithubEnvParser(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        while (pos < text.length()) {
            int first = pos;
            String line = nextLine();
            if (line.isEmpty()) {
                continue;
            }
            int equals = line.indexOf('=');
            int heredoc = line.indexOf("<<");
            if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
                String value = line.substring(equals + 1);
                add(line.substring(0, equals), first, value);
            } else if (heredoc > 0 && heredoc + 2 < line.length()) {
                add(line.substring(0, heredoc), first, lines(line.substring(heredoc + 2), first));
            } else {
                throw findings.failure(entries.line(first), "the runner wants NAME=value or NAME<<delimiter");
            }
        }
    }

    private void add(String key, int first, String value) {
        if (key.isEmpty()) {
            throw findings.failure(entries.line(first), "the runner wants a name before the =");
        }
        entries.add(key, first, pos, Quote.NONE, value, value);
    }

    /** The text up to the line that is the delimiter, without the line end before that. */
    private String lines(String delimiter, int first) {
        int from = pos;
        int to = pos;
        while (pos < text.length()) {
            int lineStart = pos;
            String line = nextLine();
            if (line.equals(delimiter)) {
                return text.substring(from, Math.max(from, to));
            }
            to = lineStart + line.length();
        }
        throw findings.failure(entries.line(first), "the delimiter of the value does not follow");
    }

    /** As on Linux, where a CR is part of the line. */
    private String nextLine() {
        int lineEnd = text.indexOf('\n', pos);
        int to = lineEnd < 0 ? text.length() : lineEnd;
        String line = text.substring(pos, to);
        pos = lineEnd < 0 ? to : to + 1;
        return line;
    }
}
