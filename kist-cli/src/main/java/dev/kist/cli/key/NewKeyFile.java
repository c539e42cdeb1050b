// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.NewKey;
import dev.kist.cli.terminal.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Writes a secret key into a new file with mode 0600. Never overwrites a file. */
public final class NewKeyFile {
    private NewKeyFile() {}

    /**
     * Writes {@code key}.
     *
     * @param hint what to do where the file cannot be written
     * @throws InvalidInputException if the file is there already or cannot be written
     */
    static void write(Path file, NewKey key, String hint) {
        try {
            PrivateFile.createFolders(file.toAbsolutePath().resolveSibling(""));
            PrivateFile.create(file, text(key));
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(
                    "the key file " + file + " is there already and is not overwritten", "look at it, or move it away");
        } catch (IOException e) {
            throw new InvalidInputException("the key file " + file + " cannot be written: " + FileReason.of(e), hint);
        }
    }

    /** The text of a key file. */
    public static String text(NewKey key) {
        return "# A secret key of Kist. Whoever has it opens what it opens: show it to no one, commit it nowhere.\n"
                + "# Public key: " + key.publicHalf().publicKey() + "\n"
                + key.exposeSecretKey() + "\n";
    }
}
