package dev.kist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code .kist} folder: {@code config}, {@code config.ENVIRONMENT} and {@code known_environments} are to be committed;
 * {@code config.local}, {@code key}, {@code local.db} and {@code cache/} are not. This names its files; whether they may be
 * used is looked at where they are read.
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

    /** Finds the nearest one, in {@code directory} or above it, as git finds {@code .git}. */
    public static Optional<KistFolder> find(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path candidate = at.resolve(NAME);
            if (Files.isDirectory(candidate)) {
                return Optional.of(new KistFolder(candidate));
            }
        }
        return Optional.empty();
    }

    /** The folder that holds this one: relative paths in its files count from there. */
    public Path root() {
        return path.toAbsolutePath().resolveSibling("");
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
