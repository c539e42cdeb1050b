// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.nio.charset.StandardCharsets;

/** Reads as {@code docker run --env-file} does: what stands after the first {@code =} of a line is the value. */
final class DockerParser {
    /** The scanner of Go wants a line and its LF in a buffer of 64 KiB. */
    private static final int MAX_LINE = 65_535;

    private final String text;
    private final Findings findings;
    private final DialectEntries entries;

    /** For text as it is in the file, but for a byte order mark. */
    DockerParser(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        int from = 0;
        while (from < text.length()) {
            int lineEnd = text.indexOf('\n', from);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            if (lineEnd - from > MAX_LINE / 4 && bytes(from, lineEnd) > MAX_LINE) {
                throw findings.failure(entries.line(from), "docker does not read lines of 64 KiB and more");
            }
            int to = lineEnd > from && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
            line(from, to, lineEnd);
            from = lineEnd + 1;
        }
    }

    private int bytes(int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }

    private void line(int from, int to, int lineEnd) {
        int first = from;
        while (first < to && GoSpace.isSpace(text.charAt(first))) {
            first++;
        }
        if (first == to || text.charAt(first) == '#') {
            return;
        }
        String line = text.substring(first, to);
        int separator = line.indexOf('=');
        String key = separator < 0 ? line : line.substring(0, separator);
        if (key.isEmpty()) {
            throw findings.failure(entries.line(first), "docker wants a name before the =");
        }
        if (key.indexOf(' ') >= 0 || key.indexOf('\t') >= 0) {
            throw findings.failure(entries.line(first), "docker allows no blank or tab in a name");
        }
        String value = separator < 0 ? findings.environment(key) : line.substring(separator + 1);
        if (value == null) {
            entries.skipped(first);
        } else {
            entries.add(key, first, lineEnd, Quote.NONE, value, value);
        }
    }
}
