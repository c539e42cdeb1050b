// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file descriptors that the caller handed to Kist beyond stdin, stdout and stderr, such as {@code 3<file}: the
 * program gets these and no others.
 *
 * <p>They are what is open before Kist itself opens anything, but for what the Java runtime opened for its own start:
 * that is marked close-on-exec, which no descriptor is that came through an {@code execve}, or it is the runtime's
 * image of classes or a jar.
 */
final class InheritedDescriptors {
    /** A system property of the launcher: the standard streams that were closed, and what it opened for Java, a digit each. */
    static final String LAUNCHER_CLOSED = "kist.launcher.closed";

    private static final int FIRST = 3;
    private static final String FOLDER =
            OperatingSystem.current() == OperatingSystem.LINUX ? "/proc/self/fd" : "/dev/fd";
    private static final long O_CLOEXEC = 02000000;

    private final Set<Integer> inherited;

    private InheritedDescriptors(Set<Integer> inherited) {
        this.inherited = inherited;
    }

    /** Looks at what is open now; to be called before Kist opens a socket, a pipe or a file. */
    static InheritedDescriptors now() {
        Set<Integer> found = open();
        found.removeAll(ofLauncher());
        Set<@Nullable Object> ofJava = filesOfJava();
        found.removeIf(descriptor -> ofJava.contains(identity(descriptor)));
        found.removeIf(InheritedDescriptors::isClosedByExec);
        if (!found.isEmpty()) {
            Set<@Nullable Object> besideJars = filesBesideJars();
            found.removeIf(descriptor -> besideJars.contains(identity(descriptor)));
        }
        return new InheritedDescriptors(found);
    }

    /** What is open now and was not inherited. */
    Set<Integer> own() {
        Set<Integer> own = open();
        own.removeAll(inherited);
        own.addAll(ofLauncher());
        return own;
    }

    /** What the launcher put in the place of closed streams, so that no file of Kist's would be taken for one, and opened for Java. */
    private static List<Integer> ofLauncher() {
        return System.getProperty(LAUNCHER_CLOSED, "")
                .chars()
                .mapToObj(digit -> digit - '0')
                .toList();
    }

    private static Set<Integer> open() {
        String[] names = new File(FOLDER).list();
        Set<Integer> open = new HashSet<>();
        if (names != null) {
            Arrays.stream(names).map(Integer::valueOf).forEach(open::add);
        }
        open.removeIf(descriptor -> descriptor < FIRST);
        return open;
    }

    private static boolean isClosedByExec(int descriptor) {
        return ProcFile.number("/proc/self/fdinfo/" + descriptor, "flags", 8)
                .filter(flags -> (flags & O_CLOEXEC) != 0)
                .isPresent();
    }

    /** The image of classes and the jars of the class path; also nothing, as the descriptor that the folder was listed by is. */
    private static Set<@Nullable Object> filesOfJava() {
        Set<@Nullable Object> files = new HashSet<>();
        files.add(null);
        files.add(identity(Path.of(System.getProperty("java.home", ""), "lib", "modules")));
        for (String jar : jars()) {
            files.add(identity(Path.of(jar)));
        }
        return files;
    }

    /** What a jar's manifest may name. */
    private static Set<@Nullable Object> filesBesideJars() {
        Set<@Nullable Object> files = new HashSet<>();
        for (String jar : jars()) {
            File folder = new File(jar).getParentFile();
            File[] beside = folder == null ? null : folder.listFiles();
            for (File file : beside == null ? new File[0] : beside) {
                files.add(identity(file.toPath()));
            }
        }
        files.remove(null);
        return files;
    }

    private static String[] jars() {
        return System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
    }

    private static @Nullable Object identity(int descriptor) {
        return identity(Path.of(FOLDER, Integer.toString(descriptor)));
    }

    /** Equal for two paths of one file; nothing if there is none. */
    private static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException closed) {
            return null;
        }
    }
}
