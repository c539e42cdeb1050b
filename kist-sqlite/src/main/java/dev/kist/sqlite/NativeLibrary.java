package dev.kist.sqlite;

import dev.kist.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library. The driver carries it in its jar and would unpack it into the temporary folder at each start,
 * which takes longer than all else that opening a store does, and would leave it there when the process is replaced or
 * killed. So it is unpacked once into a folder that is this user's alone; where there is no such folder, into one that is
 * made for it and removed as soon as the library is loaded. Nothing is ever loaded from a place that other users can
 * write to.
 */
final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private static boolean isLoaded;

    private NativeLibrary() {}

    /** Loads the library, once. The driver's own settings {@value #PATH} and {@value #TEMPORARY} are heeded if set. */
    static synchronized void load() {
        if (isLoaded) {
            return;
        }
        if (System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null || resource() == null) {
            initialize();
        } else {
            Path cached = cached();
            if (cached != null && linkFailure(cached) == null) {
                loadFrom(cached);
            } else {
                loadFromTemporaryFolder();
            }
        }
        isLoaded = true;
    }

    /** The folder in this user's cache that holds the library, put there if need be; null if there can be no safe one. */
    private static @Nullable Path cached() {
        try {
            Path cache = PrivateFolder.cache();
            if (cache == null) {
                return null;
            }
            URLConnection packed = packed();
            long size = packed.getContentLengthLong();
            Path folder = cache.resolve("sqlitejdbc-" + SQLiteJDBCLoader.getVersion() + "-" + size);
            Path library = libraryIn(folder);
            if (!Files.exists(library) || Files.size(library) != size) {
                PrivateFolder.create(folder);
                if (!PrivateFolder.isOursAlone(folder)) {
                    return null;
                }
                unpack(packed, folder);
            }
            return PrivateFolder.isOursAlone(library) ? folder : null;
        } catch (IOException | SecurityException e) {
            return null;
        }
    }

    private static void loadFromTemporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("kist-");
            try {
                unpack(packed(), folder);
                UnsatisfiedLinkError failure = linkFailure(folder);
                if (failure != null) {
                    throw unavailable(failure);
                }
                loadFrom(folder);
            } finally {
                // Windows keeps a loaded library; there it stays until the temporary folder is cleaned up.
                boolean isGone = libraryIn(folder).toFile().delete();
                if (isGone) {
                    Files.delete(folder);
                }
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Writes the library so that it is there as a whole or not at all, whoever else does the same at this moment. */
    private static void unpack(URLConnection packed, Path folder) throws IOException {
        Path fresh = Files.createTempFile(folder, "unpacking-", null);
        try {
            packed.setUseCaches(false);
            // Written through the file as it was made: for this user alone, whatever the umask.
            try (InputStream in = packed.getInputStream();
                    FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(fresh, libraryIn(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path libraryIn(Path folder) {
        return folder.resolve(LibraryLoaderUtil.getNativeLibName());
    }

    /** Has the driver load the library; its settings are put back, as other users of the driver may be here too. */
    private static void loadFrom(Path folder) {
        System.setProperty(PATH, folder.toString());
        System.setProperty(NAME, LibraryLoaderUtil.getNativeLibName());
        // The driver clears old copies out of this folder before it begins, and would unpack into it if loading failed.
        System.setProperty(TEMPORARY, folder.toString());
        try {
            initialize();
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            System.clearProperty(TEMPORARY);
        }
    }

    /**
     * Why the library cannot be loaded from there, as where a file system forbids programs; null if it can. The driver
     * would print a failure and go on to unpack a copy. It need not load again what this loads, if both have one loader.
     */
    private static @Nullable UnsatisfiedLinkError linkFailure(Path folder) {
        if (SQLiteJDBCLoader.class.getClassLoader() != NativeLibrary.class.getClassLoader()) {
            return null;
        }
        try {
            System.load(libraryIn(folder).toString());
            return null;
        } catch (UnsatisfiedLinkError e) {
            return e;
        }
    }

    private static void initialize() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw unavailable(e);
        }
    }

    private static URLConnection packed() throws IOException {
        URL resource = resource();
        if (resource == null) {
            throw new IOException("the driver has no library for this system");
        }
        return resource.openConnection();
    }

    private static @Nullable URL resource() {
        return SQLiteJDBCLoader.class.getResource(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
    }

    private static StoreUnavailableException unavailable(Throwable e) {
        return new StoreUnavailableException(
                "the local store cannot be used: SQLite's native library cannot be loaded: " + e.getMessage(),
                "let Java use a temporary folder from which programs may be run: -Djava.io.tmpdir=FOLDER",
                e);
    }
}
