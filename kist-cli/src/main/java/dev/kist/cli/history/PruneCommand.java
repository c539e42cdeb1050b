// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.Age;
import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.PrunePlan;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ProgressBar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code kist prune}: removes old versions for good. */
public final class PruneCommand implements Command {
    private final Option<Integer> keep = Option.of(
            "--keep",
            "N",
            WholeNumber.from(1, "at least 1 version stays"),
            "Keep the newest N versions of each secret.");
    private final Option<Duration> olderThan = Option.of(
            "--older-than",
            "AGE",
            PruneCommand::age,
            "Keep what was current within AGE, such as 90d, so that --at reaches back that far.");
    private final Flag dryRun = SharedOptions.dryRun("Show what would go and remove nothing.");
    private final Flag yes = SharedOptions.yes("Remove without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Remove old versions for good, never the current one.",
                        "With both options a version goes only if both let it go. Shows what would go and asks.")
                .takes(keep, olderThan, dryRun, yes)
                .example("kist prune --keep 10 --dry-run", "shows what is older than the newest ten")
                .example("kist prune --older-than 90d -e production", "removes what was replaced 90 days ago");
    }

    @Override
    public int run(CommandContext context) {
        if (!keep.isGiven() && !olderThan.isGiven()) {
            throw new InvalidInputException(
                    "neither --keep nor --older-than is given", "say --keep N, --older-than AGE, or both");
        }
        try (Session session = Session.open(context)) {
            // The clock has a say only where an age is given.
            Instant before =
                    olderThan.find().map(age -> session.kist().now().minus(age)).orElse(Instant.MAX);
            PrunePlan plan = session.write(
                    environment -> environment.planPrune(keep.find().orElse(1), before));
            show(context, plan);
            if (dryRun.isGiven()) {
                context.terminal().note("dry run: nothing was removed from " + plan.environment());
                return 0;
            }
            if (plan.count() == 0) {
                context.terminal().note("nothing to remove in " + plan.environment());
                return 0;
            }
            Confirmation.require(
                    context.terminal(),
                    "this removes " + Count.of(plan.count(), "version") + " of " + plan.environment() + " for good",
                    yes.isGiven());
            try (ProgressBar bar = context.terminal().progress("pruning")) {
                int removed = plan.apply(bar);
                context.terminal().note("removed " + Count.of(removed, "version") + " of " + plan.environment());
            }
        }
        return 0;
    }

    private static Duration age(String text) {
        return Age.parse(text)
                .orElseThrow(() -> new InvalidInputException(
                        Printable.quote(text) + " is not an age", "write one such as 12h, 90d"));
    }

    private void show(CommandContext context, PrunePlan plan) {
        if (context.isJson()) {
            context.printJson(PlannedWrite.json(List.of(), plan.cuts().keySet(), plan.untouched(), List.of()));
            return;
        }
        if (context.terminal().isQuiet() && yes.isGiven() && !dryRun.isGiven()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        plan.cuts()
                .forEach((name, cut) -> lines.add("  " + name + ": "
                        + (cut.count() == 1
                                ? "version " + cut.oldest()
                                : "versions " + cut.oldest() + " to " + cut.last())
                        + " of " + cut.current()));
        context.terminal().lines(lines);
    }
}
