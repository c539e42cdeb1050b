// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Printable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code KIST_CLASSPATH}, of which the launcher makes a class path. Java passes over what is not there without a word. */
final class FurtherJars {
    private static final String VARIABLE = "KIST_CLASSPATH";

    private FurtherJars() {}

    /** A line for each entry that brings nothing; relative ones count from {@code directory}. */
    static List<String> faults(Map<String, String> variables, Path directory) {
        return Stream.of(variables.getOrDefault(VARIABLE, "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> fault(entry, directory)
                        .map(fault -> VARIABLE + " names " + Printable.quote(entry) + ", which " + fault)
                        .stream())
                .toList();
    }

    private static Optional<String> fault(String entry, Path directory) {
        boolean isOfAllJars = entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
        try {
            Path path = directory.resolve(isOfAllJars ? entry.substring(0, entry.length() - 1) : entry);
            if (isOfAllJars) {
                return hasJars(path) ? Optional.empty() : Optional.of("holds no jar");
            }
            return Files.exists(path) ? Optional.empty() : Optional.of("does not exist");
        } catch (InvalidPathException e) {
            return Optional.of("cannot be the name of a file");
        }
    }

    private static boolean hasJars(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))) {
            return files.iterator().hasNext();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
