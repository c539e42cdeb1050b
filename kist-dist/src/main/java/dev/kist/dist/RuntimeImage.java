package dev.kist.dist;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java runtime that holds what the program needs and no more, linked from a JDK. */
final class RuntimeImage {
    /** What no class of the program names, but what it asks for by name at run time. */
    private static final List<String> BY_NAME = List.of(
            // Looking up mongodb+srv.
            "jdk.naming.dns",
            // Signing in with Kerberos.
            "jdk.security.jgss",
            // The optional module for Vault.
            "java.net.http");

    private RuntimeImage() {}

    /** Links one into {@code folder}, which must not be there, for these jars. */
    static void link(JavaHome jdk, List<Path> jars, Path folder) throws IOException {
        String modules = Stream.concat(Stream.of(modules(jdk, jars).split(",")), BY_NAME.stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        output(List.of(
                jdk.program("jlink").toString(),
                "--add-modules",
                modules,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString()));
    }

    private static String modules(JavaHome jdk, List<Path> jars) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                jdk.program("jdeps").toString(),
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release",
                Integer.toString(jdk.feature()),
                "--class-path",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        jars.forEach(jar -> command.add(jar.toString()));
        // The line of modules is the last one; before it are warnings about jars named twice.
        List<String> lines = output(command).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static String output(List<String> command) throws IOException {
        Path output = Files.createTempFile("kist-dist-", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int code = process.waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IOException(command.get(0) + " failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
