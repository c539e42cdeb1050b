// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.EnvironmentRemovalPlan;
import dev.kist.InvalidInputException;
import dev.kist.NameList;
import dev.kist.NoKeyException;
import dev.kist.Progress;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;

/** {@code kist environment delete}: removes an environment for good. */
public final class EnvironmentDeleteCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("NAME", EnvironmentName::parse, "Name of the environment.");
    private final Flag yes = SharedOptions.yes("Remove without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Remove an environment for good: its secrets, their history, its keys.",
                        "Asks first. An interrupted run is completed by another. Where a member has removed it already, this"
                                + " forgets the fingerprint that is known of it here.")
                .takes(name, yes)
                .example("kist environment delete review-12", "removes it after a question")
                .example("kist environment delete review-12 --yes", "removes it without one");
    }

    @Override
    public int run(CommandContext context) {
        EnvironmentName environment = name.get();
        context.requireNoOther(environment);
        try (Session session = Session.open(context, context.flags(environment, "NAME"))) {
            EnvironmentRemovalPlan plan = session.environment().planRemoval();
            if (!plan.isStored()) {
                forget(context.terminal(), session, plan);
                return 0;
            }
            requireNoChildren(plan);
            tellUnseen(context.terminal(), plan);
            String what = "the environment " + environment + " of "
                    + session.kist().store() + " with " + Count.of(plan.secrets(), "secret")
                    + (plan.formerVersions() == 0 ? "" : " and " + Count.of(plan.formerVersions(), "former version"));
            Confirmation.require(context.terminal(), "this removes " + what + " for good", yes.isGiven());
            int foreign;
            try (ProgressBar bar = context.terminal().progress("removing")) {
                foreign = plan.apply(bar);
                session.forget();
            }
            if (foreign > 0) {
                context.terminal()
                        .warning(Count.of(foreign, "document") + " that Kist did not write "
                                + (foreign == 1 ? "is" : "are") + " left");
            }
            context.terminal().note("removed " + what);
        }
        return 0;
    }

    /** Another member removed it; what is known of it here stands in the way of a new one of that name. */
    private void forget(Terminal terminal, Session session, EnvironmentRemovalPlan plan) {
        EnvironmentName environment = plan.environment();
        terminal.note("the environment " + environment + " is not in "
                + session.kist().store() + " any more; only its fingerprint is known here");
        terminal.hint("if no member removed it on purpose, stop here and restore it from a backup");
        Confirmation.require(terminal, "this forgets the fingerprint of " + environment, yes.isGiven());
        plan.apply(Progress.NONE);
        session.forget();
        terminal.note("forgot the fingerprint of " + environment + ": an environment of that name can be created anew");
    }

    private static void requireNoChildren(EnvironmentRemovalPlan plan) {
        if (!plan.children().isEmpty()) {
            EnvironmentName child = plan.children().get(0);
            throw new InvalidInputException(
                    NameList.of(plan.children()) + (plan.children().size() == 1 ? " inherits" : " inherit") + " from "
                            + plan.environment() + ": nothing was removed",
                    "end that first: kist environment inherit --none -e " + child);
        }
    }

    /** What cannot be seen may need it. */
    private static void tellUnseen(Terminal terminal, EnvironmentRemovalPlan plan) {
        List<EnvironmentName> closed = plan.unseen().entrySet().stream()
                .filter(unseen -> unseen.getValue() instanceof NoKeyException)
                .map(Map.Entry::getKey)
                .toList();
        if (!closed.isEmpty()) {
            terminal.warning("no key here opens " + NameList.of(closed) + ": whether "
                    + (closed.size() == 1 ? "it inherits" : "they inherit") + " from " + plan.environment()
                    + " cannot be seen");
        }
        plan.unseen().forEach((other, why) -> {
            if (!closed.contains(other)) {
                terminal.warning("whether " + other + " inherits from " + plan.environment() + " cannot be seen: "
                        + why.getMessage());
            }
        });
    }
}
