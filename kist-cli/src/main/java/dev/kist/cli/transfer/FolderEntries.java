// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.cli.terminal.Utf8;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder as Kubernetes mounts a Secret: a file's name is the key, all of its bytes are the value. */
final class FolderEntries {
    /** More than any value may have; what is larger is not read into memory. */
    private static final int LIMIT = 1 << 20;

    private FolderEntries() {}

    /**
     * The files by name. Names that begin with a dot are passed over: {@code ..data} and its like are how Kubernetes swaps
     * all files at once.
     *
     * @param folderName the folder as the person called it
     * @throws IOException if the folder or a file cannot be read
     * @throws DotenvException if a file is not UTF-8, holds NUL or is larger than 1 MiB, or if there is a folder within
     */
    static List<DotenvEntry> read(Path folder, String folderName) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> !nameOf(file).startsWith("."))
                    .sorted()
                    .toList();
        }
        List<DotenvEntry> entries = new ArrayList<>();
        for (Path file : files) {
            String shown = folderName + (folderName.endsWith("/") ? "" : "/") + nameOf(file);
            if (Files.isDirectory(file)) {
                throw new DotenvException(shown, 0, "is a folder; secrets are flat names with text");
            }
            if (!Files.isRegularFile(file)) {
                throw new DotenvException(shown, 0, "is not a file");
            }
            entries.add(DotenvEntry.literal(nameOf(file), 1, value(file, shown)));
        }
        return entries;
    }

    private static String value(Path file, String shown) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LIMIT + 1);
        }
        if (content.length > LIMIT) {
            throw new DotenvException(shown, 0, "is larger than 1 MiB, which no value may be");
        }
        try {
            String value = Utf8.decode(content);
            if (ImportedText.fault(value) == null) {
                return value;
            }
        } catch (CharacterCodingException e) {
            // Falls through: what is wrong is the same.
        }
        throw new DotenvException(shown, 0, ImportedText.BINARY);
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
