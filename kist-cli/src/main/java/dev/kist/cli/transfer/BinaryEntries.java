// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvEntry;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which entries of files stand for bytes: <code>{"base64": "..."}</code>, as {@code export} writes them. */
final class BinaryEntries {
    /** The one member of the object that stands for bytes. */
    static final String MEMBER = "base64";

    private final Set<DotenvEntry> binary = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether this is the text of bytes. */
    static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keeps in mind that the value of {@code entry} is Base64; gives it back. */
    DotenvEntry add(DotenvEntry entry) {
        binary.add(entry);
        return entry;
    }

    /** Whether this very entry is one of them. */
    boolean contains(DotenvEntry entry) {
        return binary.contains(entry);
    }

    /** The bytes of one of them. */
    static byte[] bytes(DotenvEntry entry) {
        return Base64.getDecoder().decode(entry.value());
    }
}
