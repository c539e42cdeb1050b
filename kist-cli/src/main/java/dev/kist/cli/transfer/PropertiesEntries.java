// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads a {@code .properties} file as Java does, in UTF-8. */
final class PropertiesEntries {
    private PropertiesEntries() {}

    /**
     * The pairs in their order; the line is the last one of a pair that runs over several.
     *
     * @throws DotenvException if it is not UTF-8, or has a malformed escape
     */
    static List<DotenvEntry> parse(byte[] content, String fileName) {
        LineByLine reader = new LineByLine(DotenvFile.decode(content, fileName));
        Collector collector = new Collector(reader, fileName);
        try {
            collector.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new DotenvException(fileName, reader.line, "has a malformed \\u escape");
        }
        return collector.entries;
    }

    /** Takes each pair as it is read: Java's own table keeps no order. */
    private static final class Collector extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient List<DotenvEntry> entries = new ArrayList<>();
        private final transient LineByLine reader;
        private final String fileName;

        Collector(LineByLine reader, String fileName) {
            this.reader = reader;
            this.fileName = fileName;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            String text = value.toString();
            String fault = ImportedText.fault(text);
            if (fault != null) {
                throw new DotenvException(fileName, reader.line, key + ": " + fault);
            }
            entries.add(DotenvEntry.literal(key.toString(), reader.line, text));
            return value;
        }

        @Override
        public synchronized boolean equals(Object other) {
            return this == other;
        }

        @Override
        public synchronized int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Gives a line end and the line behind it with each call, so that whoever takes a pair knows where it stands. Java reads on
     * before it gives a pair where a line end is the last that it got.
     */
    private static final class LineByLine extends Reader {
        private final String text;
        private int position;
        private int line;
        private boolean isAtEnd;

        LineByLine(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (position == text.length()) {
                line += isAtEnd || text.endsWith("\n") ? 0 : 1;
                isAtEnd = true;
                return -1;
            }
            line += text.charAt(position) == '\n' ? 1 : 0;
            int end = text.indexOf('\n', position + 1);
            int next = Math.min(end < 0 ? text.length() : end, position + length);
            text.getChars(position, next, buffer, offset);
            int count = next - position;
            position = next;
            return count;
        }

        @Override
        public void close() {}
    }
}
