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
 * and which constants were resolved. Here they stand in the order of their names, without numbers. Of the constants, the call
 * sites ({@code invokedynamic}) are those that commands have made, which are always the same; of references to classes, fields
 * and methods all are resolved ahead of time that can be, whether or not a command needed them.
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

    /** All that is in any of the lists, which commands on {@code java} have written down. */
    static ClassList merge(List<Path> lists, Path java) throws IOException {
        Set<String> classes = new TreeSet<>(OF_PROCESSES);
        Set<String> others = new TreeSet<>();
        Map<String, Set<Integer>> constants = new TreeMap<>();
        for (Path list : lists) {
            for (String line : Files.readAllLines(list)) {
                if (line.startsWith(CONSTANTS)) {
                    String[] words = line.substring(CONSTANTS.length()).split(" ");
                    Stream.of(words).skip(1).map(Integer::valueOf).forEach(index -> constants
                            .computeIfAbsent(words[0], any -> new TreeSet<>())
                            .add(index));
                } else if (line.startsWith("@")) {
                    others.add(line);
                } else if (!line.startsWith("#") && !line.contains(" source: ")) {
                    classes.add(line.split(" ", 2)[0]);
                }
            }
        }
        try (RuntimeClasses runtime = RuntimeClasses.of(java)) {
            for (String each : classes) {
                RuntimeClasses.Constants all =
                        runtime.constants(each).orElse(new RuntimeClasses.Constants(Set.of(), Set.of()));
                Set<Integer> resolved = constants.computeIfAbsent(each, any -> new TreeSet<>());
                resolved.retainAll(all.callSites());
                resolved.addAll(all.references());
            }
        }
        constants.keySet().retainAll(classes);
        constants.values().removeIf(Set::isEmpty);
        return new ClassList(classes, others, constants);
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
