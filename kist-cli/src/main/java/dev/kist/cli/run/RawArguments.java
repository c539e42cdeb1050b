// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The last arguments of this process as the bytes that the caller passed, where the system shows them.
 *
 * <p>Java decodes arguments by the locale: in the {@code C} locale every byte above 127 is lost. On Linux the bytes
 * are still to be had. Elsewhere the decoded text, written as UTF-8, is all there is.
 */
public final class RawArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    /**
     * The bytes of these arguments.
     *
     * @param last the last arguments of this process as Java decoded them
     */
    public static List<byte[]> bytesOf(List<String> last) {
        return last.stream().allMatch(RawArguments::isPlain)
                ? encoded(last)
                : original(last).orElseGet(() -> encoded(last));
    }

    private static List<byte[]> encoded(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    /**
     * These arguments read as UTF-8, whatever the locale.
     *
     * @param last the last arguments of this process as Java decoded them
     */
    static List<String> textOf(List<String> last) {
        if (last.stream().allMatch(RawArguments::isPlain)) {
            return last;
        }
        return bytesOf(last).stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }

    static List<byte[]> split(byte[] block) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == 0) {
                parts.add(Arrays.copyOfRange(block, start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    private static Optional<List<byte[]>> original(List<String> last) {
        if (OperatingSystem.current() != OperatingSystem.LINUX) {
            return Optional.empty();
        }
        try {
            List<byte[]> all = split(Files.readAllBytes(COMMAND_LINE));
            if (all.size() < last.size()) {
                return Optional.empty();
            }
            List<byte[]> tail = all.subList(all.size() - last.size(), all.size());
            return areTheSame(last, tail) ? Optional.of(tail) : Optional.empty();
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    /** What the locale cannot have changed must be equal: else these are not the arguments of this process. */
    private static boolean areTheSame(List<String> decoded, List<byte[]> raw) {
        for (int i = 0; i < raw.size(); i++) {
            String text = decoded.get(i);
            if (isPlain(text) && !Arrays.equals(text.getBytes(UTF_8), raw.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A lost byte is decoded as {@code ?} or as U+FFFD. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128 && c != '?');
    }
}
