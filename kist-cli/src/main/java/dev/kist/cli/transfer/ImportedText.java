package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of files that are not {@code .env} files, as text. */
final class ImportedText {
    private ImportedText() {}

    /**
     * UTF-8, a byte order mark at the start left out.
     *
     * @throws DotenvException if it is not UTF-8
     */
    static String decode(byte[] content, String fileName) {
        String text = strict(content, fileName);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * UTF-8, every byte kept.
     *
     * @throws DotenvException if it is not UTF-8
     */
    static String strict(byte[] content, String fileName) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
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
