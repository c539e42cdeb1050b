// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library. The driver carries it in its jar and unpacks it into the temporary folder at each start, which
 * takes longer than all else that opening a store does. Where the build has unpacked it, as for the program, the system
 * property {@value #FOLDER} names the folder, with the libraries of each system in it as in the driver's jar; the driver
 * then unpacks nothing. The driver's own settings win over it.
 */
final class NativeLibrary {
    /** Where the libraries are, as {@code Linux/x86_64/libsqlitejdbc.so}. */
    static final String FOLDER = "kist.native";

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private static boolean isLoaded;

    private NativeLibrary() {}

    /** Loads the library, once. */
    static synchronized void load() {
        if (isLoaded) {
            return;
        }
        Path folder = Path.of(System.getProperty(FOLDER, ""), OSInfo.getNativeLibFolderPathForCurrentOS());
        boolean isUnpacked = System.getProperty(FOLDER) != null
                && System.getProperty(PATH) == null
                && System.getProperty(TEMPORARY) == null
                && Files.exists(folder.resolve(LibraryLoaderUtil.getNativeLibName()));
        if (isUnpacked) {
            loadFrom(folder);
        } else {
            initialize();
        }
        isLoaded = true;
    }

    /** Has the driver load the library; its settings are put back, as other users of the driver may be here too. */
    private static void loadFrom(Path folder) {
        System.setProperty(PATH, folder.toString());
        System.setProperty(NAME, LibraryLoaderUtil.getNativeLibName());
        // The driver looks through this folder for old copies of the library.
        System.setProperty(TEMPORARY, folder.toString());
        try {
            initialize();
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            System.clearProperty(TEMPORARY);
        }
    }

    private static void initialize() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StoreUnavailableException(
                    "the local store cannot be used: SQLite's native library cannot be loaded: " + e.getMessage(),
                    "let Java use a temporary folder from which programs may be run: -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }
}
