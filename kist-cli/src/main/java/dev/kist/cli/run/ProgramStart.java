// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The start of one program. On Linux and macOS the program replaces Kist; elsewhere it is a child whose exit code Kist
 * hands back.
 *
 * <p>To be prepared before Kist opens a store: what is open by then came from the caller and stays open in the
 * program. All that Kist opens later is closed in it.
 */
final class ProgramStart {
    private final InheritedDescriptors descriptors;
    private final Supplier<Optional<Replacement>> replacement;

    private ProgramStart(Supplier<Optional<Replacement>> replacement) {
        descriptors = InheritedDescriptors.now();
        this.replacement = replacement;
    }

    /** Notes what the caller handed over. */
    static ProgramStart prepare() {
        return new ProgramStart(Replacement::find);
    }

    /** A start that never replaces Kist. */
    static ProgramStart ofChild() {
        return new ProgramStart(Optional::empty);
    }

    /**
     * Starts the program. Whatever Kist has open, unwritten or to be cleaned up must be dealt with before: where the
     * program replaces Kist this does not return, and no shutdown hook runs.
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
        Optional<Replacement> found = replacement.get();
        if (found.isPresent()) {
            found.get().replace(program, RawArguments.bytesOf(all), variables.entries(), descriptors);
        }
        List<String> texts = RawArguments.textOf(all);
        return ChildProgram.run(program, texts.subList(1, texts.size()), variables);
    }
}
