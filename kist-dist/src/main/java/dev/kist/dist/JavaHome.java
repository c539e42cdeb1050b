// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java on this machine.
 *
 * @param folder holds {@code bin/java}
 * @param version as its file {@code release} has it: {@code 25.0.3}
 */
record JavaHome(Path folder, String version) {
    /** The variable that names the JDK whose runtime goes into the archives. */
    static final String VARIABLE = "KIST_DIST_JAVA_HOME";

    private static final int BUNDLED = 25;

    /** The Java in {@code folder}. */
    static JavaHome at(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .map(line -> new JavaHome(folder, line.substring(line.indexOf('"') + 1, line.length() - 1)))
                    .orElseThrow(() -> new IOException("no JAVA_VERSION in " + folder.resolve("release")));
        }
    }

    /** The JDK to take a runtime from: of the variable, the one that runs this, or one in a usual place. */
    static Optional<JavaHome> forRuntime() throws IOException {
        String named = System.getenv(VARIABLE);
        Stream<Path> places =
                named != null && !named.isEmpty() ? Stream.of(Path.of(named)) : Stream.concat(own(), usual());
        for (Path place : places.toList()) {
            if (Files.isExecutable(place.resolve("bin/jlink")) && Files.isReadable(place.resolve("release"))) {
                JavaHome found = at(place);
                if (found.feature() == BUNDLED) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<Path> own() {
        return Stream.of(Path.of(System.getProperty("java.home", "")));
    }

    private static Stream<Path> usual() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList().stream();
        }
    }

    /** The first number of the version. */
    int feature() {
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }

    /** A program of its folder {@code bin}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }
}
