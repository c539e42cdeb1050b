package dev.kist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code .kist} folder: {@code config}, {@code config.ENVIRONMENT} and {@code known_environments} are to be committed;
 * {@code config.local}, {@code key}, {@code local.db} and {@code cache/} are not.
 *
 * @param path the folder itself
 */
public record KistFolder(Path path) {
    /** The folder's name. */
    public static final String NAME = ".kist";

    /** The folder that {@code directory} has, whether it is there or not. */
    public static KistFolder in(Path directory) {
        return new KistFolder(directory.resolve(NAME));
    }

    /**
     * Finds the nearest one, in {@code directory} or above it, as git finds {@code .git}.
     *
     * @throws InvalidInputException if another user owns it: its settings could send secrets elsewhere
     */
    public static Optional<KistFolder> find(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path candidate = at.resolve(NAME);
            if (Files.isDirectory(candidate)) {
                requireOwn(candidate);
                return Optional.of(new KistFolder(candidate));
            }
        }
        return Optional.empty();
    }

    private static void requireOwn(Path folder) {
        try {
            Path self = Path.of("/proc/self");
            String owner = Files.getOwner(folder).getName();
            String user = Files.exists(self, LinkOption.NOFOLLOW_LINKS)
                    ? Files.getOwner(self).getName()
                    : System.getProperty("user.name");
            if (!owner.equals(user)) {
                throw new InvalidInputException(
                        folder + " belongs to " + owner + ", not to " + user + ": its settings are not used",
                        "work in a folder of your own, or change its owner with chown -R " + user + " " + folder);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new InvalidInputException(
                    folder + " cannot be looked at: " + e.getClass().getSimpleName(), null);
        }
    }

    /** Settings for everyone, to be committed. */
    public Path config() {
        return path.resolve("config");
    }

    /** Settings for everyone in one environment, to be committed. */
    public Path config(EnvironmentName environment) {
        return path.resolve("config." + environment);
    }

    /** Settings of this machine. */
    public Path localConfig() {
        return path.resolve("config.local");
    }

    /** This folder's secret key. */
    public Path key() {
        return path.resolve("key");
    }

    /** The local store. */
    public Path localStore() {
        return path.resolve("local.db");
    }

    /** Fingerprints that are known, to be committed. */
    public Path knownEnvironments() {
        return path.resolve("known_environments");
    }

    /** What can be made again. */
    public Path cache() {
        return path.resolve("cache");
    }
}
