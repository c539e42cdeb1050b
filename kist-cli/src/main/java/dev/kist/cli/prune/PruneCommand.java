package dev.kist.cli.prune;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.PruneCuts;
import dev.kist.spi.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist prune}: removes old versions for good. */
@Command(
        name = "prune",
        description = {
            "Remove old versions for good, never the current one. With both options a",
            "version goes only if both let it go. Shows what would go and asks."
        })
public final class PruneCommand implements Callable<Integer> {
    @Option(names = "--keep", paramLabel = "N", description = "Keep the newest N versions of each secret.")
    @Nullable
    Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Keep what was current within AGE, such as 90d: --at AGE still works.")
    @Nullable
    String olderThan;

    @Option(names = "--dry-run", description = "Show what would go and remove nothing.")
    boolean isDryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Remove without asking.")
    boolean isYes;

    @Option(names = "--json", description = "Print the plan as JSON.")
    boolean isJson;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public PruneCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Duration age = age();
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PRIMARY);
            HistoryPruner pruner = new HistoryPruner(session.environments());
            Instant now = session.store().now();
            PruneCuts plan = pruner.plan(session.environment(), keep == null ? 1 : keep, now.minus(age));
            show(plan);
            if (isDryRun) {
                context.terminal().note("dry run: nothing was removed");
                return 0;
            }
            if (plan.count() == 0) {
                context.terminal().note("nothing to remove in " + plan.environment());
                return 0;
            }
            Confirmation.require(
                    context.terminal(),
                    "this removes " + versions(plan.count()) + " of " + plan.environment() + " for good",
                    isYes);
            try (ProgressBar bar = context.terminal().progress("pruning", plan.count())) {
                int removed = pruner.remove(plan, bar::update);
                context.terminal().note("removed " + versions(removed) + " of " + plan.environment());
            }
        }
        return 0;
    }

    private Duration age() {
        if (keep == null && olderThan == null) {
            throw new InvalidInputException("neither --keep nor --older-than is given", "say what may go");
        }
        if (keep != null && keep < 1) {
            throw new InvalidInputException("--keep: at least 1 version stays", null);
        }
        if (olderThan == null) {
            return Duration.ZERO;
        }
        String text = olderThan;
        return Age.parse(text)
                .orElseThrow(() -> new InvalidInputException(
                        "--older-than: " + Printable.quote(text) + " is not an age", "write one such as 12h, 90d"));
    }

    private static String versions(int count) {
        return count == 1 ? "1 version" : count + " versions";
    }

    private void show(PruneCuts plan) {
        if (isJson) {
            context.terminal()
                    .dataLine(Json.of(PlannedWrite.json(List.of(), plan.cuts().keySet(), plan.untouched(), List.of())));
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
