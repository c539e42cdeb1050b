// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The working directory of this process. Java knows it by a name alone, which it decodes by the locale: where that loses
 * characters, the name is that of another folder, which would be written to instead.
 */
final class WorkingFolder {
    /** The folder itself, whatever its name. Not every system has it. */
    private static final Path BY_SYSTEM = Path.of("/proc/self/cwd");

    private WorkingFolder() {}

    /**
     * Refuses to go on where {@code directory} is the working directory by a name that is not its own.
     *
     * @throws InvalidInputException if it is; nothing was read or written
     */
    static void require(Path directory) {
        if (directory.toString().chars().allMatch(c -> c < 128 && c != '?')
                || !directory.equals(Path.of("").toAbsolutePath())
                || !Files.isDirectory(BY_SYSTEM)) {
            return;
        }
        try {
            if (Files.isSameFile(directory, BY_SYSTEM)) {
                return;
            }
        } catch (IOException isAnother) {
            // There is no folder of the name that Java knows.
        }
        throw Locales.isUtf8()
                ? new InvalidInputException(
                        "the name of the working directory is not UTF-8 text: Kist cannot read or write there",
                        "rename it, or a folder above it, or run Kist in another one")
                : new InvalidInputException(
                        "the name of the working directory cannot be read in the locale that is set: Java takes it for "
                                + Locales.encoding(),
                        Locales.HINT);
    }
}
