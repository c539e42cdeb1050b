package dev.kist.dist;

import java.util.Locale;

/**
 * A system and its processor.
 *
 * @param name as in the names of archives: {@code linux-x64}
 * @param nativeFolder where the driver of SQLite has its library for it: {@code Linux/x86_64}
 */
record Platform(String name, String nativeFolder) {
    /** The one that this runs on. */
    static Platform ofBuild() {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        String processor = System.getProperty("os.arch", "");
        boolean isX64 = processor.equals("amd64") || processor.equals("x86_64");
        return new Platform(system + "-" + (isX64 ? "x64" : processor), "Linux/" + (isX64 ? "x86_64" : processor));
    }

    boolean isLinux() {
        return name.startsWith("linux-");
    }
}
