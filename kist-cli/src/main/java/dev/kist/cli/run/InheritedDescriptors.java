// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
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
        found.removeIf(descriptor -> !isInheritable(descriptor));
        if (!found.isEmpty()) {
            Set<@Nullable Object> files = filesOfJava();
            found.removeIf(descriptor -> files.contains(identity(Path.of(FOLDER, Integer.toString(descriptor)))));
        }
        return new InheritedDescriptors(found);
    }

    /** What is open now and was not inherited. */
    Set<Integer> own() {
        Set<Integer> own = open();
        own.removeAll(inherited);
        // The launcher put something in the streams' place, so that no file of Kist's would be taken for one.
        System.getProperty(LAUNCHER_CLOSED, "").chars().forEach(digit -> own.add(digit - '0'));
        return own;
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

    /** False for the descriptor that was open only while the folder was listed, too. */
    private static boolean isInheritable(int descriptor) {
        if (OperatingSystem.current() != OperatingSystem.LINUX) {
            return new File(FOLDER, Integer.toString(descriptor)).exists();
        }
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor)).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("flags:".length()).trim(), 8))
                    .noneMatch(flags -> (flags & O_CLOEXEC) != 0);
        } catch (IOException closed) {
            return false;
        }
    }

    /** The image of classes, the jars of the class path, and those beside them, which their manifests may name. */
    private static Set<@Nullable Object> filesOfJava() {
        Set<@Nullable Object> files = new HashSet<>();
        files.add(identity(Path.of(System.getProperty("java.home", ""), "lib", "modules")));
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .map(File::new)
                .flatMap(jar -> Stream.concat(Stream.of(jar), filesIn(jar.getParentFile())))
                .forEach(file -> files.add(identity(file.toPath())));
        files.remove(null);
        return files;
    }

    private static Stream<File> filesIn(@Nullable File folder) {
        File[] files = folder == null ? null : folder.listFiles();
        return files == null ? Stream.empty() : Arrays.stream(files);
    }

    /** Equal for two paths of one file. */
    private static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException closed) {
            return null;
        }
    }
}
