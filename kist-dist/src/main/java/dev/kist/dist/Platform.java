// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A system and its processor, or any.
 *
 * @param name as in the names of archives: {@code linux-x64}
 * @param nativeFolder where native libraries for it stand unpacked: {@code Linux/x86_64}; empty for any
 * @param libraries the paths of native libraries for it within the jars that carry them
 */
record Platform(String name, String nativeFolder, Pattern libraries) {
    /** Whatever people have on their desks. */
    static final Platform ANY = new Platform(
            "any", "", Pattern.compile("(.*/)?(Linux|linux|Mac|darwin|Windows|win)/(x86_64|amd64|aarch64)/.*"));

    private static final Pattern LIBRARY = Pattern.compile(".*[.](so|dll|dylib|jnilib|a)");

    /** The one that this runs on. */
    static Platform ofBuild() {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        String processor = System.getProperty("os.arch", "");
        return of(system, processor.equals("amd64") ? "x86_64" : processor);
    }

    /** Linux on a processor, as {@code uname -m} names it. */
    static Platform linux(String processor) {
        return of("linux", processor);
    }

    private static Platform of(String system, String processor) {
        boolean isX64 = processor.equals("x86_64");
        return new Platform(
                system + "-" + (isX64 ? "x64" : processor),
                "Linux/" + processor,
                Pattern.compile("(.*/)?[Ll]inux/(" + (isX64 ? "x86_64|amd64" : processor) + ")/.*"));
    }

    /** As Debian calls the processor. */
    String debianName() {
        return switch (name.substring(name.indexOf('-') + 1)) {
            case "x64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name.substring(name.indexOf('-') + 1);
        };
    }

    /** As Fedora and SUSE call the processor. */
    String rpmName() {
        String processor = name.substring(name.indexOf('-') + 1);
        return processor.equals("x64") ? "x86_64" : processor;
    }

    boolean isLinux() {
        return name.startsWith("linux-");
    }

    /** Whether a file of a jar is of use here: all but native libraries of other systems. */
    boolean needs(String file) {
        return !LIBRARY.matcher(file).matches() || libraries.matcher(file).matches();
    }
}
