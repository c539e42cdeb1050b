// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java runtime for a processor that this machine does not have, and what runs its programs here nevertheless. No JDK is
 * there to link one from, so it goes into an archive as others have linked it.
 *
 * @param platform what it is for
 * @param java the runtime
 * @param emulator a program that runs the program of that processor which its arguments name
 */
record ForeignRuntime(Platform platform, JavaHome java, Path emulator) {
    /** The variable that names the folder that {@code packaging/aarch64} has made. */
    static final String VARIABLE = "KIST_DIST_AARCH64";

    /** The one of the variable, unless this machine needs none. */
    static Optional<ForeignRuntime> named() throws IOException {
        String named = System.getenv(VARIABLE);
        Platform platform = Platform.linux("aarch64");
        if (named == null
                || named.isEmpty()
                || platform.name().equals(Platform.ofBuild().name())) {
            return Optional.empty();
        }
        Path folder = Path.of(named).toAbsolutePath();
        return Optional.of(
                new ForeignRuntime(platform, JavaHome.at(folder.resolve("runtime")), folder.resolve("emulator/run")));
    }

    /**
     * Makes {@code folder} look like {@code application}, which has this runtime in it, but for {@code bin/java}: that one
     * calls the emulator. Everything else is a link, so a launcher that is told to use this folder does what it does there.
     * Java starts programs without its own helper, which is for the other processor, too.
     */
    void standIn(Path application, Path folder) throws IOException {
        link(application, folder, "runtime");
        link(application.resolve("runtime"), folder.resolve("runtime"), "bin");
        Path program = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
        Files.writeString(
                program,
                "#!/bin/sh\nexec %s %s -Djdk.lang.Process.launchMechanism=VFORK \"$@\"\n"
                        .formatted(quoted(emulator), quoted(application.resolve("runtime/bin/java"))));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path each : all.filter(file -> !file.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(each.getFileName()), each.toAbsolutePath());
            }
        }
    }

    private static String quoted(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    }
}
