package dev.kist.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which no other user can put or change a file: it and all folders above belong to this user or to root, and
 * none of them can be written to by others, except where the sticky bit keeps their hands off what is not theirs.
 */
final class PrivateFolder {
    private static final int STICKY = 0x200;
    private static final int ROOT = 0;

    private PrivateFolder() {}

    /** Where Kist keeps what it can make again, by the custom of each system; null if this user has no such place. */
    static @Nullable Path cache() {
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            return within(System.getenv("LOCALAPPDATA"), "kist\\cache");
        }
        String home = System.getProperty("user.home");
        if (system.startsWith("Mac")) {
            return within(home, "Library/Caches/kist");
        }
        Path named = within(System.getenv("XDG_CACHE_HOME"), "kist");
        return named != null ? named : within(home, ".cache/kist");
    }

    private static @Nullable Path within(@Nullable String folder, String rest) {
        // XDG: a path that is not absolute is to be ignored.
        return folder == null || folder.isEmpty() || !Path.of(folder).isAbsolute() ? null : Path.of(folder, rest);
    }

    /** Makes {@code folder} and what is missing above it, for this user alone. */
    static void create(Path folder) throws IOException {
        if (isPosix(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Whether {@code path} and all above it, as named and as it really is, is safe from other users. */
    static boolean isOursAlone(Path path) throws IOException {
        if (!isPosix(path)) {
            // Windows: the folder is in the user's own profile, which others cannot write to.
            return true;
        }
        UserPrincipal user = thisUser();
        return user != null && isOursAlone(path.toAbsolutePath(), user) && isOursAlone(path.toRealPath(), user);
    }

    private static boolean isOursAlone(Path path, UserPrincipal user) throws IOException {
        for (Path each = path; each != null; each = each.getParent()) {
            PosixFileAttributes attributes = Files.readAttributes(each, PosixFileAttributes.class);
            boolean isRoots = (Integer) Files.getAttribute(each, "unix:uid") == ROOT;
            if (!isRoots && !attributes.owner().equals(user)) {
                return false;
            }
            Set<PosixFilePermission> permissions = attributes.permissions();
            boolean isWritableByOthers = permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE);
            boolean isSticky =
                    attributes.isDirectory() && ((Integer) Files.getAttribute(each, "unix:mode") & STICKY) != 0;
            if (isWritableByOthers && !isSticky) {
                return false;
            }
        }
        return true;
    }

    /** The user that this process runs as, which user.home and user.name need not be; null if that cannot be told. */
    private static @Nullable UserPrincipal thisUser() throws IOException {
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Files.getOwner(process);
        }
        String name = ProcessHandle.current().info().user().orElse(null);
        return name == null
                ? null
                : process.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
