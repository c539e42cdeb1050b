// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names in an index of git, of its versions 2 to 4, split ones and those of sparse checkouts included. Reads git's own files
 * and runs nothing. Names are the same if a file system could take them for the same: many do not tell cases apart.
 */
final class GitIndex {
    private static final int STAT = 40;
    private static final int LONGEST_NAME = 64 * 1024;
    private static final int LARGEST_LINK = 64 * 1024 * 1024;
    /** What HFS+ passes over in names, as git has it in {@code core.protectHFS}. */
    private static final String PASSED_OVER = "[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]";

    private final int hash;
    private final String wanted;

    private GitIndex(int hash, String wanted) {
        this.hash = hash;
        this.wanted = wanted;
    }

    /**
     * Whether the repository has the file in its index.
     *
     * @param folder the folder of the repository, or of the worktree
     * @param name the file's path from the top of the files, with slashes
     * @throws IOException if that cannot be told
     */
    static boolean holds(Path folder, String name) throws IOException {
        Path main = folder.resolve("index");
        if (!Files.exists(main, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path commonDir = folder.resolve("commondir");
        Path common = Files.exists(commonDir) ? folder.resolve(text(commonDir).strip()) : folder;
        GitIndex index = new GitIndex(hash(common.resolve("config")), folded(name));
        Found found = index.find(main);
        ByteBuffer link = found.link;
        if (!found.places.isEmpty() || link == null) {
            return !found.places.isEmpty();
        }
        return index.isInShared(folder, common, link);
    }

    /** Where the name stands in one file, and what it says of the file that it is split from. */
    private record Found(BitSet places, @Nullable ByteBuffer link) {}

    private boolean isInShared(Path folder, Path common, ByteBuffer link) throws IOException {
        byte[] id = new byte[hash];
        if (link.remaining() < hash) {
            throw new IOException("a split index without the name of the other");
        }
        link.get(id);
        String file = "sharedindex." + HexFormat.of().formatHex(id);
        if (file.matches("sharedindex\\.0+")) {
            return false;
        }
        Path shared = folder.resolve(file);
        Found found = find(Files.exists(shared) ? shared : common.resolve(file));
        if (link.hasRemaining()) {
            found.places.andNot(bitmap(link));
        }
        return !found.places.isEmpty();
    }

    /** A bitmap as git writes it (EWAH): words of a run and words as they are, each sequence behind a word that counts them. */
    private static BitSet bitmap(ByteBuffer from) throws IOException {
        BitSet bits = new BitSet();
        from.getInt();
        int words = from.getInt();
        if (words < 0 || words > from.remaining() / Long.BYTES) {
            throw new IOException("a bitmap that is cut");
        }
        int end = from.position() + words * Long.BYTES;
        long at = 0;
        while (from.position() < end) {
            long head = from.getLong();
            long run = head >>> 1 & 0xffffffffL;
            long plain = head >>> 33;
            if ((at + run + plain) * Long.SIZE > Integer.MAX_VALUE || plain > (end - from.position()) / Long.BYTES) {
                throw new IOException("a bitmap that is too long");
            }
            if ((head & 1) != 0) {
                bits.set((int) at * Long.SIZE, (int) (at + run) * Long.SIZE);
            }
            at += run;
            for (long i = 0; i < plain; i++, at++) {
                BitSet word = BitSet.valueOf(new long[] {from.getLong()});
                int first = (int) at * Long.SIZE;
                word.stream().forEach(bit -> bits.set(first + bit));
            }
        }
        return bits;
    }

    private Found find(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("an index that is no file");
        }
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file);
                Reader reader = new Reader(in)) {
            int magic = reader.number();
            int version = reader.number();
            int count = reader.number();
            if (magic != 0x44495243 || version < 2 || version > 4 || count < 0) {
                throw new IOException("an index of another kind");
            }
            BitSet places = new BitSet();
            byte[] name = new byte[0];
            for (int i = 0; i < count; i++) {
                name = entry(reader, version, name);
                if (isWanted(name)) {
                    places.set(i);
                }
            }
            return new Found(places, link(reader, size - hash));
        }
    }

    private byte[] entry(Reader reader, int version, byte[] before) throws IOException {
        reader.skip(STAT + hash);
        boolean isExtended = (reader.shortNumber() & 0x4000) != 0 && version >= 3;
        reader.skip(isExtended ? 2 : 0);
        int kept = version >= 4 ? before.length - reader.variable() : 0;
        if (kept < 0 || kept > before.length) {
            throw new IOException("a name takes more of the one before than that has");
        }
        byte[] rest = reader.text();
        byte[] name = new byte[kept + rest.length];
        System.arraycopy(before, 0, name, 0, kept);
        System.arraycopy(rest, 0, name, kept, rest.length);
        if (version < 4) {
            // Entries are filled up with NUL to a multiple of eight bytes, at least one.
            int length = STAT + hash + (isExtended ? 4 : 2) + rest.length;
            reader.skip((length + 8) / 8 * 8 - length - 1);
        }
        return name;
    }

    /** Of the extensions, the one that tells what the index is split from; one that has to be understood is not passed over. */
    private static @Nullable ByteBuffer link(Reader reader, long end) throws IOException {
        ByteBuffer link = null;
        while (reader.position() < end) {
            String kind = new String(reader.bytes(4), StandardCharsets.ISO_8859_1);
            long size = reader.number() & 0xffffffffL;
            if (kind.equals("link") && size <= LARGEST_LINK) {
                link = ByteBuffer.wrap(reader.bytes((int) size));
            } else if (kind.equals("sdir") || kind.matches("[A-Z].*")) {
                reader.skip(size);
            } else {
                throw new IOException("an index of a newer kind");
            }
        }
        return link;
    }

    /** A folder of a sparse checkout stands for all that is in it. */
    private boolean isWanted(byte[] name) {
        boolean isFolder = name.length > 0 && name[name.length - 1] == '/';
        boolean isAscii = true;
        for (byte b : name) {
            isAscii &= b >= 0;
        }
        if (isAscii && !isFolder && name.length != wanted.length()) {
            return false;
        }
        String folded = folded(new String(name, StandardCharsets.UTF_8));
        return isFolder ? wanted.startsWith(folded) : wanted.equals(folded);
    }

    private static String folded(String name) {
        return Normalizer.normalize(name.replaceAll(PASSED_OVER, ""), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static int hash(Path config) throws IOException {
        boolean isLong = Files.exists(config) && text(config).matches("(?is).*objectformat\\s*=\\s*\"?sha256.*");
        return isLong ? 32 : 20;
    }

    /** The text of one of git's small files. */
    static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1024 * 1024), StandardCharsets.UTF_8);
        }
    }

    /** The folder of the repository: in a worktree or a submodule, {@code .git} is a file that names it. */
    static Optional<Path> folder(Path git) throws IOException {
        if (Files.isDirectory(git)) {
            return Optional.of(git);
        }
        String text = text(git).strip();
        return text.startsWith("gitdir: ")
                ? Optional.of(git.resolveSibling(text.substring("gitdir: ".length())))
                        .filter(Files::isDirectory)
                : Optional.empty();
    }

    /** Reads an index from its beginning. */
    private static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private long position;

        Reader(InputStream in) {
            this.in = new DataInputStream(new BufferedInputStream(in, 64 * 1024));
        }

        long position() {
            return position;
        }

        int number() throws IOException {
            position += Integer.BYTES;
            return in.readInt();
        }

        int shortNumber() throws IOException {
            position += Short.BYTES;
            return in.readUnsignedShort();
        }

        int single() throws IOException {
            position++;
            return in.readUnsignedByte();
        }

        byte[] bytes(int count) throws IOException {
            position += count;
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            return bytes;
        }

        void skip(long count) throws IOException {
            position += count;
            in.skipNBytes(count);
        }

        /** The text up to the next NUL, which is passed. */
        byte[] text() throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int b = single(); b != 0; b = single()) {
                if (text.size() > LONGEST_NAME) {
                    throw new IOException("a name that is too long");
                }
                text.write(b);
            }
            return text.toByteArray();
        }

        /** Git's own variable-length number, as in its packs' offsets. */
        int variable() throws IOException {
            int b = single();
            int value = b & 0x7f;
            while ((b & 0x80) != 0) {
                b = single();
                value = ((value + 1) << 7) | (b & 0x7f);
            }
            return value;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
