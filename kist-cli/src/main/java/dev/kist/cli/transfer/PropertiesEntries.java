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
     * Gives line ends and the line behind them with each call, so that whoever takes a pair knows where it stands. Where a line
     * end is the last that it got, Java reads on before it gives the pair.
     */
    private static final class LineByLine extends Reader {
        private final String text;
        private int position;
        private int lineEnds;
        /** Where the pair stands that ends with what was given last. */
        private int line;

        LineByLine(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (position == text.length()) {
                line = lineEnds + (isOfLineEnd(position - 1) ? 0 : 1);
                return -1;
            }
            line = lineEnds + (isOfLineEnd(position) ? 1 : 0);
            int limit = Math.min(text.length(), position + length);
            int next = position;
            while (next < limit && isOfLineEnd(next)) {
                lineEnds += isFirstOfLineEnd(next) ? 1 : 0;
                next++;
            }
            while (next < limit && !isOfLineEnd(next)) {
                next++;
            }
            text.getChars(position, next, buffer, offset);
            int count = next - position;
            position = next;
            return count;
        }

        private boolean isOfLineEnd(int index) {
            return index >= 0 && (text.charAt(index) == '\n' || text.charAt(index) == '\r');
        }

        /** As CR, LF, and both together end a line. */
        private boolean isFirstOfLineEnd(int index) {
            return text.charAt(index) == '\r' || index == 0 || text.charAt(index - 1) != '\r';
        }

        @Override
        public void close() {}
    }
}
