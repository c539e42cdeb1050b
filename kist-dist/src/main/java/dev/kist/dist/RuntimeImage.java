// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final String PROVIDER = "security.provider.";
    private static final String JCE = "SunJCE";

    /** Providers whose module may be left out, as nothing of Kist's names it: each command would look for them in vain. */
    private static final Map<String, String> MODULES =
            Map.of("XMLDSig", "java.xml.crypto", "SunPCSC", "java.smartcardio", "SunPKCS11", "jdk.crypto.cryptoki");

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
        shorten(folder.resolve("conf/security/java.security"), List.of(modules.split(",")));
    }

    /**
     * Takes out of Java's security settings what only people read, as each command reads all of it, and has SunJCE asked second
     * for an algorithm: all that Kist needs is SUN's or SunJCE's, and whatever is asked before is set up first. Providers that
     * are not in the runtime are taken out, too.
     */
    private static void shorten(Path settings, List<String> modules) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> providers = new ArrayList<>();
        String rest = "";
        for (String line : Files.readAllLines(settings)) {
            rest += line.stripLeading();
            if (rest.endsWith("\\") && !rest.startsWith("#")) {
                rest = rest.substring(0, rest.length() - 1);
                continue;
            }
            if (rest.startsWith(PROVIDER)) {
                providers.add(rest.substring(rest.indexOf('=') + 1));
            } else if (!rest.isEmpty() && !rest.startsWith("#")) {
                lines.add(rest);
            }
            rest = "";
        }
        if (!providers.remove(JCE)) {
            throw new IOException("no provider " + JCE + " in " + settings);
        }
        providers.add(1, JCE);
        providers.removeIf(provider -> MODULES.containsKey(provider) && !modules.contains(MODULES.get(provider)));
        for (int i = 0; i < providers.size(); i++) {
            lines.add(PROVIDER + (i + 1) + "=" + providers.get(i));
        }
        Files.write(settings, lines);
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
