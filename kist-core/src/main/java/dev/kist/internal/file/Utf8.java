// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 to the letter: {@code new String} would put a replacement character in the place of what is not UTF-8. */
public final class Utf8 {
    private Utf8() {}

    /**
     * The text that these bytes are.
     *
     * @throws CharacterCodingException if they are not UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
