// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.nio.charset.Charset;
import java.util.HexFormat;

/** The byte order marks that a file can begin with. */
enum ByteOrderMark {
    NONE("UTF-8", ""),
    UTF_8("UTF-8", "EFBBBF"),
    // UTF-32 little-endian begins like UTF-16 little-endian, so it is looked for first.
    UTF_32LE("UTF-32LE", "FFFE0000"),
    UTF_32BE("UTF-32BE", "0000FEFF"),
    UTF_16LE("UTF-16LE", "FFFE"),
    UTF_16BE("UTF-16BE", "FEFF");

    final int length;
    private final String charsetName;
    private final String mark;

    ByteOrderMark(String charsetName, String mark) {
        this.charsetName = charsetName;
        this.mark = mark;
        this.length = mark.length() / 2;
    }

    Charset charset() {
        return Charset.forName(charsetName);
    }

    /** The mark that these bytes begin with, or {@link #NONE}. */
    static ByteOrderMark of(byte[] bytes) {
        String start = HexFormat.of().withUpperCase().formatHex(bytes, 0, Math.min(4, bytes.length));
        for (ByteOrderMark candidate : values()) {
            if (candidate != NONE && start.startsWith(candidate.mark)) {
                return candidate;
            }
        }
        return NONE;
    }
}
