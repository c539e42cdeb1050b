// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.RotationResult;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.Terminal;

/** Says what encrypting an environment again did. */
final class RotationReport {
    private final CommandContext context;
    private final Terminal terminal;

    RotationReport(CommandContext context) {
        this.context = context;
        this.terminal = context.terminal();
    }

    /** Says it; the exit code. */
    int say(RotationResult result) {
        String values = Count.of(result.encrypted(), "value") + " encrypted again";
        if (result.isNewKey()) {
            terminal.note("rotated " + result.environment() + ": " + values);
        } else if (result.encrypted() > 0) {
            terminal.note("completed the rotation of " + result.environment() + ": " + values);
        }
        if (!result.dropped().isEmpty()) {
            terminal.note("dropped " + keys(result.dropped().size()) + " of " + result.environment());
        }
        if (!result.waiting().isEmpty()) {
            terminal.note(keys(result.waiting().size()) + " of " + result.environment()
                    + " can still be needed by programs that are at work: a later kist rotate or kist key command drops "
                    + (result.waiting().size() == 1 ? "it" : "them"));
        }
        FirstTen.say(result.unreadable(), context::say, terminal::error, "not decrypted");
        if (!result.unreadable().isEmpty()) {
            terminal.hint("what does not decrypt was left as it is");
        }
        return result.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.NOT_READABLE;
    }

    private static String keys(int count) {
        return Count.of(count, "former encryption key");
    }
}
