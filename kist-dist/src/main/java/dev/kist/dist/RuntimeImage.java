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
    private static final String KERBEROS = "jdk.security.jgss";

    /** What no class of the program names, but what it asks for by name at run time. */
    private static final List<String> BY_NAME = List.of(
            // Looking up mongodb+srv.
            "jdk.naming.dns",
            // Signing in with Kerberos.
            KERBEROS,
            // The optional module for Vault.
            "java.net.http");

    private static final String PROVIDER = "security.provider.";
    private static final String JCE = "SunJCE";

    /** Providers whose module may be left out, as nothing of Kist's names it: each command would look for them in vain. */
    private static final Map<String, String> MODULES = Map.of(
            "XMLDSig",
            "java.xml.crypto",
            "SunPCSC",
            "java.smartcardio",
            "SunPKCS11",
            "jdk.crypto.cryptoki",
            "JdkSASL",
            KERBEROS);

    private RuntimeImage() {}

    /** Links one into {@code folder}, which must not be there, for these jars. */
    static void link(JavaHome jdk, List<Path> jars, Path folder) throws IOException {
        List<String> modules = modules(jdk, jars);
        output(List.of(
                jdk.program("jlink").toString(),
                "--add-modules",
                String.join(",", modules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString()));
        shorten(
                folder.resolve("conf/security/java.security"),
                JavaHome.at(folder).modules());
    }

    /**
     * Takes one that others have linked, which is now in {@code folder}, for these jars.
     *
     * @param jdk what knows the modules that the jars need
     * @throws IOException if it lacks one of them; signing in with Kerberos is the one thing that it may not know
     */
    static void adopt(JavaHome jdk, List<Path> jars, JavaHome taken) throws IOException {
        List<String> needed = modules(jdk, jars);
        List<String> there = taken.modules();
        List<String> missing = needed.stream()
                .filter(module -> !there.contains(module) && !module.equals(KERBEROS))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException("the Java runtime in " + taken.folder() + " lacks " + String.join(", ", missing));
        }
        shorten(
                taken.folder().resolve("conf/security/java.security"),
                needed.stream().filter(there::contains).toList());
    }

    /**
     * Takes out of Java's security settings what only people read, as each command reads all of it, and has SunJCE asked second
     * for an algorithm: all that Kist needs is SUN's or SunJCE's, and whatever is asked before is set up first. Providers whose
     * module is not among {@code modules} are taken out, too.
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

    /** All modules that the program needs, in the order of their names. */
    private static List<String> modules(JavaHome jdk, List<Path> jars) throws IOException {
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
        return Stream.concat(Stream.of(lines.get(lines.size() - 1).split(",")), BY_NAME.stream())
                .distinct()
                .sorted()
                .toList();
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
