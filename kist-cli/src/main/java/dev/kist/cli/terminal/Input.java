// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Values from standard input and from files, to the byte. */
public final class Input {
    private static final Set<String> STANDARD_INPUT = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private Input() {}

    /** Whether {@code argument}, a value or the name of a file, stands for standard input. */
    public static boolean isStandard(String argument) {
        return argument.equals("-");
    }

    /** Whether {@code name}, of a file, stands for standard input, whatever that is. */
    public static boolean isStandardFile(String name) {
        return STANDARD_INPUT.contains(name);
    }

    /**
     * All of standard input.
     *
     * @param isExact whether one final LF or CRLF is kept
     * @throws InvalidInputException if it is not UTF-8, or too long for a value
     */
    public static String readAll(InputStream in, boolean isExact) {
        byte[] bytes = readStandard(in, SecretValue.MAX_BYTES + 3);
        return decode(isExact ? bytes : withoutLineEnd(bytes), "standard input");
    }

    /**
     * Standard input, but no more of it than {@code most} bytes.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static byte[] readStandard(InputStream in, int most) {
        try {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "standard input cannot be read: " + FileReason.of(e), "pipe it in, or read it from a file with <");
        }
    }

    /**
     * All of a file: a plain one, a pipe, whatever can be read.
     *
     * @throws InvalidInputException if it cannot be read, is not UTF-8, or is too long for a value
     */
    public static String readFile(Path file) {
        return decode(readFile(file, SecretValue.MAX_BYTES + 1), file.toString());
    }

    /**
     * A file, but no more of it than {@code most} bytes.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static byte[] readFile(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be read: " + FileReason.of(e), "check that it is a file that you may read");
        }
    }

    /**
     * All bytes of a file, or of standard input where {@code name} stands for it, whatever they are.
     *
     * @throws InvalidInputException if it cannot be read
     */
    public static byte[] readBytes(InputStream in, Path directory, String name) {
        int most = SecretValue.MAX_BYTES + 1;
        return isStandardFile(name) ? readStandard(in, most) : readFile(directory.resolve(name), most);
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
            String text = Utf8.decode(bytes);
            if (text.indexOf('\0') >= 0) {
                throw new InvalidInputException(
                        source + " holds a NUL character, which no text can hold",
                        "kist set KEY --binary --file FILE stores bytes as they are");
            }
            return text;
        } catch (CharacterCodingException e) {
            if (bytes.length > SecretValue.MAX_BYTES) {
                // Cut in the middle of a character: the length is what is wrong.
                throw new InvalidInputException(
                        "the value is over the limit of 1 MiB in UTF-8", "keep large files elsewhere");
            }
            throw new InvalidInputException(
                    source + " is not UTF-8 text", "kist set KEY --binary --file FILE stores bytes as they are");
        }
    }
}
