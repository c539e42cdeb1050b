// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.WritePlan.Mode;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.Terminal;

/** Says whether several secrets were written as one. */
public final class HowWritten {
    private HowWritten() {}

    /** The rest of a sentence that says what was written. */
    static String of(Mode mode) {
        return switch (mode) {
            case NOTHING_TO_WRITE -> "nothing to write";
            case ONE_TRANSACTION -> "all in one transaction";
            case BATCHES -> "each by itself; had it been interrupted, a repeated run would complete it";
        };
    }

    /** One line, if more than one secret was written; {@code done} begins it: {@code deleted}. */
    public static void say(Terminal terminal, String done, WrittenTogether together) {
        long written = together.secrets().stream().filter(Written::isNew).count();
        if (written > 1) {
            terminal.note(done + " " + Count.of(written, "secret") + ": " + of(together.mode()));
        }
    }
}
