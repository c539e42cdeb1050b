package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.cli.options.StoreOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.internal.environment.EnvironmentRemoval;
import dev.kist.internal.environment.EnvironmentRemoval.Remains;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist environment delete}: removes an environment for good. */
@Command(
        name = "delete",
        description = {
            "Remove an environment for good: its secrets, their history, its keys.",
            "Asks first. An interrupted run is completed by another."
        })
public final class EnvironmentDeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the environment.")
    String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Remove without asking.")
    boolean isYes;

    @Mixin
    StoreOptions store = new StoreOptions();

    private final CommandContext context;

    public EnvironmentDeleteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        EnvironmentName environment = EnvironmentName.parse(name);
        try (Session session = Session.open(context, store.asSettings(environment, "NAME"))) {
            EnvironmentRemoval removal = new EnvironmentRemoval(session.environments());
            Remains remains = removal.find(environment);
            requireNoChildren(removal.children(environment), environment);
            String what =
                    "the environment " + environment + " of " + session.store().description() + " with "
                            + count(remains.secrets(), "secret") + " and " + count(remains.formers(), "former version");
            Confirmation.require(context.terminal(), "this removes " + what + " for good", isYes);
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
