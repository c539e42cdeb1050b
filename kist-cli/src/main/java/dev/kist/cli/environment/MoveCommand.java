// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.MovePlan;
import dev.kist.Project;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.FilledText;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.NameLines;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kist move}: takes everything to another store, from the local one to MongoDB above all. */
public final class MoveCommand implements Command {
    private final Option<String> to = Option.of(
                    "--to",
                    "URI",
                    FilledText.of("URI", MoveCommand::uri),
                    "MongoDB connection string of the new store.")
            .required();

    private static String uri(String text) {
        if (!text.contains("://")) {
            throw new InvalidInputException(
                    "this is no connection string", "write one such as mongodb://localhost/app");
        }
        return text;
    }

    private final Flag dryRun = SharedOptions.dryRun("Show what would be moved and write nothing.");
    private final Flag yes = SharedOptions.yes("Move without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Move everything to MongoDB: environments, secrets, history, keys.",
                        "Copies all of it as it is stored; keys and fingerprints stay. Then the project's connection string"
                                + " is changed, and a local store gets another name. From MongoDB to MongoDB, the former"
                                + " store stays as it is. An interrupted run is completed by another.")
                .takes(to, dryRun, yes)
                .example("kist move --to mongodb://localhost/app", "moves the local store")
                .example("kist move --to mongodb://localhost/app --dry-run", "shows what would be moved");
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        Map<Setting, SettingValue> flags = context.flags();
        flags.put(Setting.MONGODB_URI, new SettingValue(to.get(), Origin.ARGUMENT, "--to"));
        Project project = Kist.project(context.kistOptions(context.flags()).build());
        Optional<Project.UriPlan> uri = project.exists() ? Optional.of(project.planUri(to.get())) : Optional.empty();
        try (Session source = Session.openForAll(context, context.flags());
                Kist target = Kist.open(context.kistOptions(flags)
                        .defaultTimeout(Session.TIMEOUT)
                        .build())) {
            MovePlan plan = source.kist().planMove(target);
            show(context, plan);
            if (dryRun.isGiven()) {
                terminal.note("dry run: nothing was moved");
                return ExitCode.DONE;
            }
            String what = Count.of(plan.documents(), "document") + " from " + plan.source() + " to " + plan.target();
            Confirmation.require(terminal, "this moves " + what, yes.isGiven());
            try (ProgressBar bar = terminal.progress("moving")) {
                plan.apply(bar);
            }
            terminal.note("moved " + what);
            uri.ifPresentOrElse(
                    change -> write(terminal, change),
                    () -> terminal.hint("set KIST_MONGODB_URI to the new connection string where it is read"));
            plan.retireSource()
                    .ifPresent(file -> terminal.note("the local store is " + file
                            + " now, which nothing reads: delete it once you have seen that all has arrived"));
            tellOverriding(terminal, source);
            if (!plan.source().isLocal()) {
                tellOfFormer(terminal, plan);
            }
        }
        return ExitCode.DONE;
    }

    private void show(CommandContext context, MovePlan plan) {
        List<String> names =
                plan.environments().stream().map(EnvironmentName::value).toList();
        if (context.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("source", plan.source().toString());
            json.put("target", plan.target().toString());
            json.put("environments", names);
            json.put("documents", plan.documents());
            context.printJson(json);
            return;
        }
        if (!context.terminal().isQuiet() || !yes.isGiven() || dryRun.isGiven()) {
            context.terminal().lines(NameLines.of("environments", names));
        }
    }

    private static void write(Terminal terminal, Project.UriPlan change) {
        if (!change.isThere()) {
            change.apply();
        }
        terminal.note("the connection string is in " + change.file()
                + (change.isPrivate() ? ", which stays on this machine" : ": commit it"));
    }

    /** A former MongoDB is as it was: whoever still has its connection string goes on there. */
    private static void tellOfFormer(Terminal terminal, MovePlan plan) {
        terminal.warning(
                plan.source() + " still has all of it and still takes writes: what is written there from now on does"
                        + " not come to " + plan.target());
        terminal.hint(
                "give every member, server and CI job the new connection string; then take away the right to write to"
                        + " the former store, and remove its collections once nobody needs them");
    }

    /** What was said elsewhere still wins over the project's file. */
    private static void tellOverriding(Terminal terminal, Session source) {
        source.settings()
                .find(Setting.MONGODB_URI)
                .filter(value -> value.origin() == Origin.VARIABLE)
                .ifPresent(value -> terminal.warning("KIST_MONGODB_URI is still set by " + value.source()
                        + ", and names the former store: change it there"));
    }
}
