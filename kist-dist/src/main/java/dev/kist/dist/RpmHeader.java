// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A header of an RPM package, as <a href="https://rpm-software-management.github.io/rpm/manual/format_v4.html">its format,
 * version 4</a>, has it: an index of numbered entries in their order, and a store with what they hold. The first entry spans
 * all, so that a checksum counts for the whole header.
 */
final class RpmHeader {
    /** What the first entry of a header before the header is, and of the header itself. */
    static final int SIGNATURES = 62;

    static final int IMMUTABLE = 63;

    private static final byte[] MAGIC = {(byte) 0x8e, (byte) 0xad, (byte) 0xe8, 1, 0, 0, 0, 0};
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int BYTES = 7;
    private static final int STRINGS = 8;
    private static final int TRANSLATED = 9;
    private static final int ENTRY = 16;

    private final int region;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    RpmHeader(int region) {
        this.region = region;
    }

    private static final class Entry {
        private final int type;
        private final int count;
        private final int alignment;
        private final byte[] bytes;

        Entry(int type, int count, int alignment, byte[] bytes) {
            this.type = type;
            this.count = count;
            this.alignment = alignment;
            this.bytes = bytes;
        }
    }

    RpmHeader text(int tag, String text) {
        return put(tag, STRING, 1, 1, terminated(text));
    }

    /** A text for people, in English alone. */
    RpmHeader translated(int tag, String text) {
        return put(tag, TRANSLATED, 1, 1, terminated(text));
    }

    RpmHeader texts(int tag, List<String> texts) {
        return put(tag, STRINGS, texts.size(), 1, terminated(String.join("\0", texts)));
    }

    RpmHeader bytes(int tag, byte[] bytes) {
        return put(tag, BYTES, bytes.length, 1, bytes);
    }

    RpmHeader numbers(int tag, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return put(tag, INT32, numbers.length, Integer.BYTES, bytes.array());
    }

    RpmHeader shortNumbers(int tag, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Short.BYTES);
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        return put(tag, INT16, numbers.length, Short.BYTES, bytes.array());
    }

    private RpmHeader put(int tag, int type, int count, int alignment, byte[] bytes) {
        entries.put(tag, new Entry(type, count, alignment, bytes));
        return this;
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** As it stands in the file. */
    byte[] toBytes() {
        int count = entries.size() + 1;
        int size = 0;
        for (Entry entry : entries.values()) {
            size = aligned(size, entry.alignment) + entry.bytes.length;
        }
        ByteBuffer file = ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + count * ENTRY + size + ENTRY);
        file.put(MAGIC).putInt(count).putInt(size + ENTRY);
        index(file, region, BYTES, size, ENTRY);
        ByteBuffer store = ByteBuffer.allocate(size + ENTRY);
        entries.forEach((tag, entry) -> {
            store.position(aligned(store.position(), entry.alignment));
            index(file, tag, entry.type, store.position(), entry.count);
            store.put(entry.bytes);
        });
        index(store, region, BYTES, -count * ENTRY, ENTRY);
        return file.put(store.array()).array();
    }

    private static void index(ByteBuffer out, int tag, int type, int offset, int count) {
        out.putInt(tag).putInt(type).putInt(offset).putInt(count);
    }

    private static int aligned(int position, int alignment) {
        return (position + alignment - 1) / alignment * alignment;
    }
}
