// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return new JavaHome(folder, released(folder, "JAVA_VERSION"));
    }

    private static String released(Path folder, String name) throws IOException {
        Path file = folder.resolve("release");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name + "=\"") && line.endsWith("\""))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf('"') + 1, line.length() - 1))
                    .orElseThrow(() -> new IOException("no " + name + " in " + file));
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

    /** The names of its modules. */
    List<String> modules() throws IOException {
        return List.of(released(folder, "MODULES").split(" "));
    }

    /** A program of its folder {@code bin}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }
}
