package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.cli.options.StoreOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kist environment create}: makes an environment that the first key at hand alone opens. */
@Command(name = "create", description = "Create an environment that your key opens.")
public final class EnvironmentCreateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the environment.")
    String name = "";

    @Mixin
    StoreOptions store = new StoreOptions();

    private final CommandContext context;

    public EnvironmentCreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        EnvironmentName environment = EnvironmentName.parse(name);
        try (Session session = Session.open(context, store.asSettings(environment, "NAME"))) {
            if (session.findEnvironment().isPresent()) {
                context.terminal().note("the environment " + environment + " exists already: unchanged");
            } else {
                session.createEnvironment(true);
            }
        }
        return 0;
    }
}
