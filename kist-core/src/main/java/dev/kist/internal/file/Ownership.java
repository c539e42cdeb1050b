// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who else can change or read a file or folder. What others can change is not used: its settings could send secrets
 * elsewhere. On a file system without owners and modes nothing is refused.
 */
public final class Ownership {
    private static final Set<PosixFilePermission> OTHERS_READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private static volatile @Nullable String user;

    private Ownership() {}

    /**
     * Refuses what another user owns, what others may write, and what is no plain file or folder: a named pipe would keep
     * Kist waiting. A group may write if it is the user's own, with nobody else
     * in it, as clones under umask 002 have it. What does not exist, or cannot be looked at, is fine.
     *
     * @throws InvalidInputException if it is refused
     */
    public static void requireOwn(Path path) {
        Optional<InvalidInputException> objection = objection(path);
        if (objection.isPresent()) {
            throw objection.get();
        }
    }

    /** Why {@code path} is refused, as {@link #requireOwn} says it; empty if it is not, or does not exist. */
    public static Optional<InvalidInputException> objection(Path path) {
        try {
            Optional<InvalidInputException> ofLink = Files.isSymbolicLink(path)
                    ? ofOwner(path, read(path, LinkOption.NOFOLLOW_LINKS))
                    : Optional.empty();
            return ofLink.isPresent() ? ofLink : ofAttributes(path, read(path));
        } catch (IOException | UnsupportedOperationException e) {
            // What cannot be looked at is not there, or cannot be read either.
            return Optional.empty();
        }
    }

    private static PosixFileAttributes read(Path path, LinkOption... options) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, options);
    }

    private static Optional<InvalidInputException> ofAttributes(Path path, PosixFileAttributes attributes)
            throws IOException {
        Optional<InvalidInputException> ofOwner = ofOwner(path, attributes);
        if (ofOwner.isPresent()) {
            return ofOwner;
        }
        if (attributes.isOther()) {
            return Optional.of(refused(path, "it is no plain file", "put a plain file there, or remove it"));
        }
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            return Optional.of(refused(path, "everyone may write to it", advice("o-w", path)));
        }
        if (permissions.contains(PosixFilePermission.GROUP_WRITE) && !OwnGroup.isOwn(path, attributes)) {
            return Optional.of(refused(
                    path,
                    "the group " + attributes.group().getName() + " may write to it, and that is not yours alone",
                    advice("g-w", path)));
        }
        return Optional.empty();
    }

    private static Optional<InvalidInputException> ofOwner(Path path, PosixFileAttributes attributes)
            throws IOException {
        String user = user();
        String owner = attributes.owner().getName();
        return owner.equals(user)
                ? Optional.empty()
                : Optional.of(refused(
                        path,
                        "it belongs to " + owner + ", not to " + user,
                        "work in a folder of your own, or have its owner changed to " + user));
    }

    private static InvalidInputException refused(Path path, String why, String hint) {
        return new InvalidInputException(path + " is not used: " + why, hint);
    }

    /** The command that changes the mode of {@code path}; in words where its name cannot be pasted. */
    public static String advice(String mode, Path path) {
        return path.toString().matches("[A-Za-z0-9_./@%+-]+")
                ? "run: chmod " + mode + " " + path
                : "change its mode by chmod " + mode;
    }

    /** The name of the user as whom this process runs; asked for once, as the system looks it up each time. */
    static String user() throws IOException {
        String known = user;
        if (known == null) {
            Path self = Path.of("/proc/self");
            known = Files.exists(self, LinkOption.NOFOLLOW_LINKS)
                    ? Files.getOwner(self).getName()
                    : System.getProperty("user.name");
            user = known;
        }
        return known;
    }

    /** Whether the user owns {@code path} and nobody else may write to it. */
    public static boolean isOwn(Path path) {
        return objection(path).isEmpty();
    }

    /** Whether group or others may read the file. */
    public static boolean isReadableByOthers(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS_READ::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
