package dev.kist.cli.environment;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kist environment}: the commands about environments. */
@Command(
        name = "environment",
        description = "Environments: which there are, new ones, and removing one for good.",
        subcommands = {EnvironmentListCommand.class, EnvironmentCreateCommand.class, EnvironmentDeleteCommand.class})
public final class EnvironmentCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command");
    }
}
