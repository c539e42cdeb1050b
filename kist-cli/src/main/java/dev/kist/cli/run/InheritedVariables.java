// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The variables that Kist was started with, as bytes where the system shows them: a value that is no valid text in
 * this locale reaches the program unchanged.
 *
 * <p>What the Java runtime or Kist's launcher added on the way is taken out again.
 */
final class InheritedVariables {
    /** A system property of the launcher: names of variables that it set for the Java runtime alone. */
    static final String LAUNCHER_VARIABLES = "kist.launcher.variables";

    /**
     * A system property of the launcher: names of variables that would configure Kist's own Java, and of the locale where it
     * lacks characters. The launcher hid each by writing {@value #HIDDEN} before its name.
     */
    static final String LAUNCHER_HIDDEN = "kist.launcher.hidden";

    private static final String HIDDEN = "_KIST_";
    private static final Path INITIAL = Path.of("/proc/self/environ");
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";

    /** Whole entries, {@code NAME=VALUE}; a key is the name's bytes, each as one char. */
    private final Map<String, byte[]> entries;

    /** What Java's own view of the variables needs to be the same: a name and its value, or null for none. */
    private final Map<String, @Nullable String> corrections = new LinkedHashMap<>();

    private InheritedVariables(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    /** The variables of this process. */
    static InheritedVariables ofThisProcess() {
        InheritedVariables variables = initial().orElseGet(() -> of(System.getenv()));
        variables.undoLauncher();
        return variables;
    }

    /** These variables. */
    static InheritedVariables of(Map<String, String> variables) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        variables.forEach((name, value) -> entries.put(keyOf(name), (name + '=' + value).getBytes(UTF_8)));
        return new InheritedVariables(entries);
    }

    /** Whether there is a variable of this name. */
    boolean contains(String name) {
        return entries.containsKey(keyOf(name));
    }

    /** Shows how many there are, and no value. */
    @Override
    public String toString() {
        return "InheritedVariables[" + entries.size() + "]";
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    Map<String, @Nullable String> corrections() {
        return corrections;
    }

    static String keyOf(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }

    /** Everything before the first {@code =}, but for one that the name begins with, is a name. */
    static InheritedVariables parse(byte[] block) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (byte[] entry : RawArguments.split(block)) {
            String text = new String(entry, ISO_8859_1);
            int end = text.indexOf('=', 1);
            if (end > 0) {
                entries.putIfAbsent(text.substring(0, end), entry);
            }
        }
        return new InheritedVariables(entries);
    }

    private static Optional<InheritedVariables> initial() {
        if (OperatingSystem.current() != OperatingSystem.LINUX) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readAllBytes(INITIAL)));
        } catch (IOException hidden) {
            // A process that may not be traced cannot read it, not even its own.
            return Optional.empty();
        }
    }

    private void undoLauncher() {
        for (String name : System.getProperty(LAUNCHER_VARIABLES, "").split(",", -1)) {
            correct(name, null);
        }
        for (String name : System.getProperty(LAUNCHER_HIDDEN, "").split(",", -1)) {
            uncover(name);
        }
        // The launcher of Java on macOS.
        correct("JAVA_MAIN_CLASS_" + ProcessHandle.current().pid(), null);
        undoLibraryPath();
    }

    /** With musl, and in rare cases with glibc, Java starts itself again with its own folders in front. */
    private void undoLibraryPath() {
        byte[] entry = entries.get(LIBRARY_PATH);
        if (entry == null) {
            return;
        }
        String home = System.getProperty("java.home", "");
        String added = home + "/lib/server:" + home + "/lib:" + home + "/../lib";
        String value = new String(entry, UTF_8).substring(LIBRARY_PATH.length() + 1);
        if (value.equals(added)) {
            correct(LIBRARY_PATH, null);
        } else if (value.startsWith(added + ':')) {
            correct(LIBRARY_PATH, value.substring(added.length() + 1));
        }
    }

    private void uncover(String name) {
        byte[] entry = entries.remove(HIDDEN + name);
        if (entry == null) {
            return;
        }
        corrections.put(HIDDEN + name, null);
        byte[] uncovered = Arrays.copyOfRange(entry, HIDDEN.length(), entry.length);
        entries.put(name, uncovered);
        corrections.put(name, new String(uncovered, UTF_8).substring(name.length() + 1));
    }

    private void correct(String name, @Nullable String value) {
        if (entries.remove(name) == null) {
            return;
        }
        corrections.put(name, value);
        if (value != null) {
            entries.put(name, (name + '=' + value).getBytes(UTF_8));
        }
    }
}
