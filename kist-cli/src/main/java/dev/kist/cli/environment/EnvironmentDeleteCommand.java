package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.internal.environment.EnvironmentRemoval;
import dev.kist.internal.environment.EnvironmentRemoval.Remains;
import java.util.List;

/** {@code kist environment delete}: removes an environment for good. */
public final class EnvironmentDeleteCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("NAME", EnvironmentName::parse, "Name of the environment.");
    private final Flag yes = SharedOptions.yes("Remove without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Remove an environment for good: its secrets, their history, its keys.",
                        "Asks first. An interrupted run is completed by another.")
                .takes(name, yes)
                .example("kist environment delete review-12", "removes it after a question")
                .example("kist environment delete review-12 --yes", "removes it without one");
    }

    @Override
    public int run(CommandContext context) {
        EnvironmentName environment = name.get();
        try (Session session = Session.open(context, context.flags(environment, "NAME"))) {
            EnvironmentRemoval removal = new EnvironmentRemoval(session.environments());
            Remains remains = removal.find(environment);
            requireNoChildren(removal.children(environment), environment);
            String what =
                    "the environment " + environment + " of " + session.store().description() + " with "
                            + count(remains.secrets(), "secret") + " and " + count(remains.formers(), "former version");
            Confirmation.require(context.terminal(), "this removes " + what + " for good", yes.isGiven());
            try (ProgressBar bar = context.terminal().progress("removing", remains.documents())) {
                int foreign = removal.remove(remains, bar::update);
                if (foreign > 0) {
                    context.terminal()
                            .warning(count(foreign, "document") + " that Kist did not write "
                                    + (foreign == 1 ? "is" : "are") + " left");
                }
            }
            context.terminal().note("removed " + what);
            session.forgetKnown(environment);
        }
        return 0;
    }

    private static void requireNoChildren(List<EnvironmentName> children, EnvironmentName parent) {
        if (!children.isEmpty()) {
            throw new InvalidInputException(
                    children.get(0) + " inherits from " + parent + ": nothing was removed",
                    "end that inheritance first, or remove " + children.get(0) + " first");
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
