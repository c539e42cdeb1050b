// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.cli.terminal.Utf8;
import dev.kist.dotenv.DotenvException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of files that are not {@code .env} files, as text. */
final class ImportedText {
    /** What is said, behind its path, of a value that is no text but has others in it. */
    static final String NESTED = ": is nested; secrets are flat names with text";

    private ImportedText() {}

    /** What is said, behind its name, of a value that only a binary secret can hold. */
    static final String BINARY = "is binary, no text; take it out, and set it with kist set --binary --file";

    /**
     * UTF-8, every byte kept.
     *
     * @throws DotenvException if it is not UTF-8
     */
    static String strict(byte[] content, String fileName) {
        try {
            return Utf8.decode(content);
        } catch (CharacterCodingException e) {
            throw new DotenvException(fileName, 0, "not UTF-8");
        }
    }

    /** What a value must not hold, absent if it holds none of it. */
    static @Nullable String fault(String value) {
        if (value.indexOf('\0') >= 0) {
            return "NUL byte: a value cannot hold one";
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(value) ? null : "half of a surrogate pair is no text";
    }
}
