package dev.kist.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The file descriptors that the caller handed to Kist beyond stdin, stdout and stderr, such as {@code 3<file}: the
 * program gets these and no others.
 *
 * <p>The Java runtime marks what it opens for its own start as close-on-exec, and a descriptor with that mark cannot
 * have come through an {@code execve}. What is open without the mark before Kist itself opens a socket is therefore
 * the caller's.
 */
final class InheritedDescriptors {
    private static final int FIRST = 3;
    private static final long O_CLOEXEC = 02000000;

    private final Set<Integer> inherited;

    private InheritedDescriptors(Set<Integer> inherited) {
        this.inherited = inherited;
    }

    /** Looks at what is open now; to be called before Kist opens a socket or a pipe. */
    static InheritedDescriptors now() {
        Set<Integer> found = open();
        found.removeIf(descriptor -> !isInheritable(descriptor));
        return new InheritedDescriptors(found);
    }

    /** What is open now and was not inherited. */
    Set<Integer> own() {
        Set<Integer> own = open();
        own.removeAll(inherited);
        return own;
    }

    private static Set<Integer> open() {
        String folder = Platform.current() == Platform.LINUX ? "/proc/self/fd" : "/dev/fd";
        String[] names = new File(folder).list();
        Set<Integer> open = new HashSet<>();
        if (names != null) {
            Arrays.stream(names).map(Integer::valueOf).forEach(open::add);
        }
        open.removeIf(descriptor -> descriptor < FIRST);
        return open;
    }

    /** False for the descriptor that was open only while the folder was listed, too. */
    private static boolean isInheritable(int descriptor) {
        if (Platform.current() != Platform.LINUX) {
            return new File("/dev/fd/" + descriptor).exists();
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
}
