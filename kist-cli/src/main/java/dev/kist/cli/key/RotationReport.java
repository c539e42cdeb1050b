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
        int needed = result.needed().size();
        long waiting = result.waiting().stream()
                .filter(dek -> !result.needed().contains(dek))
                .count();
        if (waiting > 0) {
            terminal.note(keys(waiting) + " of " + result.environment()
                    + " can still be needed by programs that are at work: a later kist rotate or kist key command drops "
                    + (waiting == 1 ? "it" : "them"));
        }
        FirstTen.say(result.unreadable(), context::say, terminal::error, "not decrypted");
        if (!result.unreadable().isEmpty()) {
            if (needed > 0) {
                terminal.warning(keys(needed) + " of " + result.environment() + (needed == 1 ? " stays" : " stay")
                        + ": something of the above decrypts by " + (needed == 1 ? "it" : "them")
                        + " and cannot be encrypted again as it stands");
            }
            terminal.hint(
                    needed > 0
                            ? "what is named was left as it is; set it right, then: kist rotate -e "
                                    + result.environment()
                            : "what does not decrypt was left as it is");
        }
        return result.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.NOT_READABLE;
    }

    private static String keys(long count) {
        return Count.of(count, "former encryption key");
    }
}
