// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.KistException;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.FirstTen;
import java.util.List;

/** Says what a list lacks because it cannot be read. */
public final class Unreadable {
    private Unreadable() {}

    /**
     * Names the first ten. Each is a failure, also a document that Kist did not write, unless it was to be skipped.
     *
     * @return the exit code
     */
    public static int report(CommandContext context, SkipOption skip, List<KistException> unreadable) {
        if (skip.isGiven()) {
            skip.warn(context.terminal(), unreadable);
            return ExitCode.DONE;
        }
        FirstTen.say(unreadable, context::say, context.terminal()::error, "that cannot be read");
        return unreadable.stream().mapToInt(ExitCode::of).max().orElse(ExitCode.DONE);
    }
}
