package dev.kist.cli.terminal;

import dev.kist.InvalidInputException;
import dev.kist.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Values from standard input and from files, to the byte. */
public final class Input {
    private static final String STANDARD_INPUT = "-";

    private Input() {}

    /** Whether {@code argument} stands for standard input. */
    public static boolean isStandard(String argument) {
        return argument.equals(STANDARD_INPUT);
    }

    /**
     * All of standard input.
     *
     * @param isExact whether one final LF or CRLF is kept
     * @throws InvalidInputException if it is not UTF-8, or too long for a value
     */
    public static String readAll(InputStream in, boolean isExact) {
        try {
            byte[] bytes = in.readNBytes(SecretValue.MAX_BYTES + 3);
            return decode(isExact ? bytes : withoutLineEnd(bytes), "standard input");
        } catch (IOException e) {
            throw new InvalidInputException("standard input cannot be read", null);
        }
    }

    /**
     * All of a file.
     *
     * @throws InvalidInputException if it cannot be read, is not UTF-8, or is too long for a value
     */
    public static String readFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in.readNBytes(SecretValue.MAX_BYTES + 1), file.toString());
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + e.getClass().getSimpleName(),
                    "check that it is a file that you may read");
        }
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String decode(byte[] bytes, String source) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            if (bytes.length > SecretValue.MAX_BYTES) {
                // Cut in the middle of a character: the length is what is wrong.
                throw new InvalidInputException(
                        "the value is over the limit of 1 MiB in UTF-8", "keep large files elsewhere");
            }
            throw new InvalidInputException(
                    source + " is not UTF-8 text", "encode binary data first, for example as base64");
        }
    }
}
