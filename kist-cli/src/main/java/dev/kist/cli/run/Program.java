// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program on this machine: the file that a name means, found as {@code execvp} finds it.
 *
 * <p>A name with a slash is taken as it is. Any other is looked for in the folders of Kist's own {@code PATH}, where an
 * empty entry is the current folder; what cannot be executed is passed over. Without a {@code PATH} the folders are
 * {@code /bin} and {@code /usr/bin}. On Windows the endings of {@code PATHEXT} are tried, too, and the current folder
 * is not searched.
 *
 * @param name the name as it was typed, which the program sees as its own
 * @param file the file to execute
 */
record Program(String name, Path file) {
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    /**
     * Finds a program in Kist's own {@code PATH}.
     *
     * @throws ProgramStartException 127 if there is none, 126 if there is one that cannot be executed
     */
    static Program find(String name) {
        return find(name, System.getenv("PATH"));
    }

    static Program find(String name, @Nullable String path) {
        if (name.isEmpty()) {
            throw new ProgramStartException(
                    ProgramStartException.NOT_FOUND,
                    "cannot start a program without a name",
                    "a variable between double quotes that is not set is often the reason");
        }
        boolean isPath = name.contains("/") || name.contains(File.separator);
        Path unusable = null;
        for (Path file : isPath ? variants("", name).toList() : candidates(name, path)) {
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return new Program(name, file);
            }
            if (unusable == null && Files.exists(file)) {
                unusable = file;
            }
        }
        if (unusable == null) {
            throw new ProgramStartException(
                    ProgramStartException.NOT_FOUND,
                    "cannot start " + name + ": there is no such " + (isPath ? "file" : "program in PATH"),
                    isPath
                            ? "check the path; it counts from the folder that you are in"
                            : "check the name; a file of this folder is ./NAME, and what a shell knows alone wants sh -c");
        }
        throw new ProgramStartException(
                ProgramStartException.NOT_EXECUTABLE,
                "cannot start " + name + ": "
                        + (isPath ? "it" : unusable)
                        + (Files.isDirectory(unusable) ? " is a folder" : " is not executable"),
                Files.isDirectory(unusable) ? "name the program in it" : "chmod +x makes a file executable");
    }

    private static List<Path> candidates(String name, @Nullable String path) {
        String folders = path == null ? DEFAULT_PATH : path;
        return Stream.of(folders.split(File.pathSeparator, -1))
                .flatMap(folder -> variants(folder.isEmpty() ? "." : folder, name))
                .toList();
    }

    /** Under Windows a program's name is typed without its ending. */
    private static Stream<Path> variants(String folder, String name) {
        if (OperatingSystem.current() != OperatingSystem.WINDOWS) {
            return path(folder, name);
        }
        String endings = System.getenv().getOrDefault("PATHEXT", ".COM;.EXE;.BAT;.CMD");
        return Stream.concat(
                name.contains(".") ? path(folder, name) : Stream.empty(),
                Stream.of(endings.split(";", -1)).flatMap(ending -> path(folder, name + ending)));
    }

    private static Stream<Path> path(String folder, String name) {
        try {
            return Stream.of(folder.isEmpty() ? Path.of(name) : Path.of(folder, name));
        } catch (InvalidPathException notInThisLocale) {
            return Stream.empty();
        }
    }
}
