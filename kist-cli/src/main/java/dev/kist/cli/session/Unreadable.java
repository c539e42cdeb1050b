// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what a list lacks because it cannot be read. */
public final class Unreadable {
    private Unreadable() {}

    /**
     * Names the first ten of each kind. Documents that are not Kist's are no failure, all else is, unless it was to be skipped.
     *
     * @return the exit code
     */
    public static int report(CommandContext context, SkipOption skip, List<KistException> unreadable) {
        if (skip.isGiven()) {
            skip.warn(context.terminal(), unreadable);
            return ExitCode.DONE;
        }
        Map<Boolean, List<KistException>> byKind =
                unreadable.stream().collect(Collectors.partitioningBy(ForeignSecretException.class::isInstance));
        Terminal terminal = context.terminal();
        FirstTen.say(
                byKind.getOrDefault(true, List.of()),
                e -> terminal.warning(String.valueOf(e.getMessage())),
                terminal::warning,
                "that Kist did not write");
        List<KistException> failures = byKind.getOrDefault(false, List.of());
        FirstTen.say(failures, context::say, terminal::error, "that cannot be read");
        return failures.stream().mapToInt(ExitCode::of).max().orElse(ExitCode.DONE);
    }
}
