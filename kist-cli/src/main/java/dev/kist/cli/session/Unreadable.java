// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.terminal.ExitCode;
import java.util.List;

/** Says what a list lacks because it cannot be read. */
public final class Unreadable {
    private Unreadable() {}

    /**
     * Names each. Documents that are not Kist's are no failure, all else is, unless it was to be skipped.
     *
     * @return the exit code
     */
    public static int report(CommandContext context, SkipOption skip, List<KistException> unreadable) {
        if (skip.isGiven()) {
            skip.warn(context.terminal(), unreadable);
            return ExitCode.DONE;
        }
        int code = ExitCode.DONE;
        for (KistException e : unreadable) {
            if (e instanceof ForeignSecretException) {
                context.terminal().warning(String.valueOf(e.getMessage()));
            } else {
                context.say(e);
                code = Math.max(code, ExitCode.of(e));
            }
        }
        return code;
    }
}
