// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Builds byte strings from the parts that {@code docs/format.md} names: text, field, u32, i64. */
public final class ByteFields {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    private ByteFields() {}

    /** Begins with the ASCII bytes of {@code text}. */
    public static ByteFields text(String text) {
        ByteFields fields = new ByteFields();
        fields.bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return fields;
    }

    /** Adds a 4-byte big-endian length and the UTF-8 bytes of {@code text}. */
    public ByteFields field(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length);
        return bytes(utf8);
    }

    /** Adds four bytes, big-endian. */
    public ByteFields u32(int value) {
        return bytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    /** Adds eight bytes, big-endian. */
    public ByteFields i64(long value) {
        return bytes(ByteBuffer.allocate(8).putLong(value).array());
    }

    /** Adds a time as milliseconds since 1970. */
    public ByteFields date(Instant value) {
        return i64(value.toEpochMilli());
    }

    /** Adds {@code more} as they are. */
    public ByteFields bytes(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /** The bytes so far, in an array of their own. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
