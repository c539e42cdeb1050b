// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The start of one program. With Java 22 or newer on Linux and macOS the program replaces Kist; elsewhere it is a
 * child whose exit code Kist hands back.
 *
 * <p>To be prepared before Kist opens a store: what is open by then came from the caller and stays open in the
 * program. All that Kist opens later is closed in it.
 */
final class ProgramStart {
    private final InheritedDescriptors descriptors;
    private final FutureTask<Optional<Replacement>> replacement;

    private ProgramStart(InheritedDescriptors descriptors, FutureTask<Optional<Replacement>> replacement) {
        this.descriptors = descriptors;
        this.replacement = replacement;
    }

    /** Notes what the caller handed over, and links the system's functions in a thread of its own meanwhile. */
    static ProgramStart prepare() {
        ProgramStart start = new ProgramStart(InheritedDescriptors.now(), new FutureTask<>(Replacement::link));
        Thread linker = new Thread(start.replacement, "kist-run-linker");
        linker.setDaemon(true);
        linker.start();
        return start;
    }

    /** A start that never replaces Kist. */
    static ProgramStart ofChild() {
        FutureTask<Optional<Replacement>> none = new FutureTask<>(Optional::empty);
        none.run();
        return new ProgramStart(InheritedDescriptors.now(), none);
    }

    /**
     * Starts the program. Whatever Kist has open, unwritten or to be cleaned up must be dealt with before: on success
     * with Java 22 or newer this does not return, and no shutdown hook runs.
     *
     * @param arguments without the program's name; on Linux, if they are the last ones of Kist's own command line,
     *     the program gets them byte for byte
     * @return the code to exit with: the program's own, or 128+n after signal n
     * @throws ProgramStartException if the program does not start
     */
    int run(Program program, List<String> arguments, ProgramVariables variables) {
        System.out.flush();
        System.err.flush();
        List<String> all = new ArrayList<>(arguments.size() + 1);
        all.add(program.name());
        all.addAll(arguments);
        Optional<Replacement> linked = linked();
        if (linked.isPresent()) {
            linked.get().replace(program, RawArguments.bytesOf(all), variables.entries(), descriptors);
        }
        List<String> texts = RawArguments.textOf(all);
        return ChildProgram.run(program, texts.subList(1, texts.size()), variables);
    }

    private Optional<Replacement> linked() {
        try {
            return replacement.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }
}
