// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that go into an archive, as Java's option {@code SharedClassListFile} reads them: names of classes, then lines
 * that begin with {@code @} and name the lambdas and the constants that are resolved ahead.
 *
 * <p>What commands write down depends on how their threads happened to take turns: the order of the classes, their numbers,
 * which constants were resolved, and now and then a class that is needed only where two threads meet. Here the classes stand in
 * the order of their names, without numbers, and what was written down in most of several rounds counts. Of the constants, the
 * call sites ({@code invokedynamic}) are those that commands have made; of references to classes, fields and methods all are
 * resolved ahead of time that can be, whether or not a command needed them.
 */
final class ClassList {
    private static final String CONSTANTS = "@cp ";

    /** What Java loads only where the end of a process is asked for before it has ended: a race, so they are always in. */
    private static final List<String> OF_PROCESSES = List.of(
            "java/util/concurrent/CompletableFuture$UniCompletion", "java/util/concurrent/CompletableFuture$UniHandle");

    private final Collection<String> classes;
    private final Collection<String> others;
    private final Map<String, ? extends Collection<Integer>> constants;

    private ClassList(
            Collection<String> classes,
            Collection<String> others,
            Map<String, ? extends Collection<Integer>> constants) {
        this.classes = classes;
        this.others = others;
        this.constants = constants;
    }

    /**
     * What most of the rounds have written down.
     *
     * <p>Says on standard error what some of them lack.
     *
     * @param rounds for each the lists of its commands, which ran on {@code java}
     */
    static ClassList merge(List<List<Path>> rounds, Path java) throws IOException {
        Set<String> classes = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        Map<String, Set<Integer>> constants = new TreeMap<>();
        try (RuntimeClasses runtime = RuntimeClasses.of(java)) {
            for (String line : agreed(rounds, runtime)) {
                if (line.startsWith(CONSTANTS)) {
                    String[] words = line.substring(CONSTANTS.length()).split(" ");
                    constants.computeIfAbsent(words[0], any -> new TreeSet<>()).add(Integer.valueOf(words[1]));
                } else {
                    (line.startsWith("@") ? others : classes).add(line);
                }
            }
            for (String each : classes) {
                constants
                        .computeIfAbsent(each, any -> new TreeSet<>())
                        .addAll(runtime.constants(each).references());
            }
        }
        constants.keySet().retainAll(classes);
        constants.values().removeIf(Set::isEmpty);
        return new ClassList(classes, others, constants);
    }

    private static Collection<String> agreed(List<List<Path>> rounds, RuntimeClasses runtime) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (List<Path> lists : rounds) {
            lines(lists, runtime).forEach(line -> counts.merge(line, 1, Integer::sum));
        }
        counts.forEach((line, count) -> {
            if (count < rounds.size()) {
                System.err.println("kist-dist: " + count + " of " + rounds.size() + " rounds wrote down " + line);
            }
        });
        counts.values().removeIf(count -> 2 * count <= rounds.size());
        return counts.keySet();
    }

    /** The lines of all lists without numbers and comments, and of the constants each call site on a line of its own. */
    private static Set<String> lines(List<Path> lists, RuntimeClasses runtime) throws IOException {
        Set<String> lines = new TreeSet<>(OF_PROCESSES);
        for (Path list : lists) {
            for (String line : Files.readAllLines(list)) {
                if (line.startsWith(CONSTANTS)) {
                    String[] words = line.substring(CONSTANTS.length()).split(" ");
                    Set<Integer> callSites = runtime.constants(words[0]).callSites();
                    Stream.of(words)
                            .skip(1)
                            .filter(index -> callSites.contains(Integer.valueOf(index)))
                            .forEach(index -> lines.add(CONSTANTS + words[0] + " " + index));
                } else if (line.startsWith("@")) {
                    lines.add(line);
                } else if (!line.startsWith("#") && !line.contains(" source: ")) {
                    lines.add(line.split(" ", 2)[0]);
                }
            }
        }
        return lines;
    }

    /** Writes it to {@code file}. */
    Path write(Path file) throws IOException {
        Stream<String> resolved = constants.entrySet().stream()
                .map(each -> CONSTANTS + each.getKey() + " "
                        + each.getValue().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        // Classes first: what is said of a class that is not there yet is passed over.
        return Files.write(
                file,
                Stream.of(classes.stream(), others.stream(), resolved)
                        .flatMap(lines -> lines)
                        .toList());
    }
}
