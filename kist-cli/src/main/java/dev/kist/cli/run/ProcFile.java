// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux tells of a process in files of lines, {@code name:} and a value in each. */
final class ProcFile {
    private ProcFile() {}

    /** A number of the file {@code path}; empty where there is no such file or line. */
    static Optional<Long> number(String path, String name, int radix) {
        try {
            String text = '\n' + Files.readString(Path.of(path), ISO_8859_1);
            String start = '\n' + name + ':';
            int from = text.indexOf(start);
            if (from < 0) {
                return Optional.empty();
            }
            from += start.length();
            return Optional.of(Long.parseUnsignedLong(
                    text.substring(from, text.indexOf('\n', from)).trim(), radix));
        } catch (IOException noSuchFile) {
            return Optional.empty();
        }
    }
}
