// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Builds byte strings from the parts that {@code docs/format.md} names: text, field, u32, i64. */
public final class ByteFields {
    private byte[] bytes = new byte[128];
    private int length;

    private ByteFields() {}

    /** Begins with the ASCII bytes of {@code text}. */
    public static ByteFields text(String text) {
        return new ByteFields().bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Adds a 4-byte big-endian length and the UTF-8 bytes of {@code text}. */
    public ByteFields field(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).bytes(utf8);
    }

    /** Adds four bytes, big-endian. */
    public ByteFields u32(int value) {
        return bigEndian(value, Integer.BYTES);
    }

    /** Adds eight bytes, big-endian. */
    public ByteFields i64(long value) {
        return bigEndian(value, Long.BYTES);
    }

    private ByteFields bigEndian(long value, int size) {
        makeRoom(size);
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Adds a time as milliseconds since 1970. */
    public ByteFields date(Instant value) {
        return i64(value.toEpochMilli());
    }

    /** Adds {@code more} as they are. */
    public ByteFields bytes(byte[] more) {
        makeRoom(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }

    /** The bytes so far, in an array of their own. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
