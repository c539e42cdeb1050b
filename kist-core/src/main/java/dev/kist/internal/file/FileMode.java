package dev.kist.internal.file;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read a file that Kist writes, from its first byte. Nobody but its owner may ever write to it. */
public enum FileMode {
    /** Its owner alone: 0600. */
    PRIVATE("rw-------", "rwx------"),
    /** Everyone whom the umask lets: 0644. */
    SHARED("rw-r--r--", "rwxr-xr-x");

    private final String file;
    private final String folder;

    FileMode(String file, String folder) {
        this.file = file;
        this.folder = folder;
    }

    FileAttribute<?>[] ofFile() {
        return attributes(file);
    }

    FileAttribute<?>[] ofFolder() {
        return attributes(folder);
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
