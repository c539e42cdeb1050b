// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The {@code _id} of a secret's document: the 12 bytes of a BSON ObjectId, as 24 hex digits. Inserts carry their own, so
 * that the same insert can be sent twice.
 *
 * @param hex 24 lower-case hex digits
 */
public record DocumentId(String hex) {
    private static final int LENGTH = 12;

    public DocumentId {
        if (HexFormat.of().parseHex(hex).length != LENGTH) {
            throw new IllegalArgumentException("an ObjectId has 24 hex digits");
        }
    }

    /** A new id: four bytes of time in seconds, eight random ones. */
    public static DocumentId create(Instant now, SecureRandom random) {
        byte[] rest = new byte[LENGTH - 4];
        random.nextBytes(rest);
        byte[] id = ByteBuffer.allocate(LENGTH)
                .putInt((int) now.getEpochSecond())
                .put(rest)
                .array();
        return new DocumentId(HexFormat.of().formatHex(id));
    }

    @Override
    public String toString() {
        return hex;
    }
}
