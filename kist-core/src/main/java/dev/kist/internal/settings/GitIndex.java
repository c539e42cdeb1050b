// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether git has a file in its index, so that it came with a clone, or will go with one. Reads git's own files alone and runs
 * nothing. Versions 2 to 4 of the index are known; a split one is looked at as far as it goes.
 */
final class GitIndex {
    private static final int HEADER = 12;
    private static final int STAT = 40;

    private GitIndex() {}

    /** Whether the repository that holds {@code file} tracks it; false where there is none, or it cannot be told. */
    static boolean tracks(Path file) {
        try {
            Path real = file.toAbsolutePath().normalize();
            for (Path at = real.getParent(); at != null; at = at.getParent()) {
                Path git = at.resolve(".git");
                if (Files.exists(git)) {
                    String name = at.relativize(real).toString().replace('\\', '/');
                    return folder(git)
                            .map(folder -> holds(folder, name.getBytes(StandardCharsets.UTF_8)))
                            .orElse(false);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Not a repository that can be understood.
        }
        return false;
    }

    /** The folder of the repository: in a worktree or a submodule, {@code .git} is a file that names it. */
    private static Optional<Path> folder(Path git) throws IOException {
        if (Files.isDirectory(git)) {
            return Optional.of(git);
        }
        String text = Files.readString(git).strip();
        return text.startsWith("gitdir: ")
                ? Optional.of(git.resolveSibling(text.substring("gitdir: ".length())))
                : Optional.empty();
    }

    private static boolean holds(Path folder, byte[] name) {
        try {
            Path index = folder.resolve("index");
            return Files.exists(index) && holds(ByteBuffer.wrap(Files.readAllBytes(index)), hash(folder), name);
        } catch (IOException e) {
            return false;
        }
    }

    private static int hash(Path folder) throws IOException {
        Path config = folder.resolve("config");
        boolean isLong = Files.exists(config)
                && Files.readString(config, StandardCharsets.ISO_8859_1)
                        .matches("(?is).*objectformat\\s*=\\s*sha256.*");
        return isLong ? 32 : 20;
    }

    private static boolean holds(ByteBuffer index, int hash, byte[] name) {
        int version = index.getInt(4);
        int count = index.getInt(8);
        index.position(HEADER);
        byte[] last = new byte[0];
        for (int i = 0; i < count; i++) {
            int start = index.position();
            int flags = index.getShort(start + STAT + hash);
            boolean isExtended = version >= 3 && (flags & 0x4000) != 0;
            index.position(start + STAT + hash + (isExtended ? 4 : 2));
            int kept = version >= 4 ? last.length - variable(index) : 0;
            if (kept < 0 || kept > last.length) {
                throw new IllegalArgumentException("a name takes more of the one before than that has");
            }
            byte[] rest = text(index);
            byte[] path = new byte[kept + rest.length];
            System.arraycopy(last, 0, path, 0, kept);
            System.arraycopy(rest, 0, path, kept, rest.length);
            if (Arrays.equals(path, name)) {
                return true;
            }
            last = path;
            if (version < 4) {
                // Entries are filled up with NUL to a multiple of eight bytes, at least one.
                int length = index.position() - 1 - start;
                index.position(start + (length + 8) / 8 * 8);
            }
        }
        return false;
    }

    /** The text up to the next NUL, which is passed. */
    private static byte[] text(ByteBuffer index) {
        int start = index.position();
        int end = start;
        while (index.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        index.get(text);
        index.get();
        return text;
    }

    /** Git's own variable-length number, as in its packs' offsets. */
    private static int variable(ByteBuffer index) {
        int b = index.get();
        int value = b & 0x7f;
        while ((b & 0x80) != 0) {
            b = index.get();
            value = ((value + 1) << 7) | (b & 0x7f);
        }
        return value;
    }
}
