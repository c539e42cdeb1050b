package dev.kist.cli.key;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kist key}: the commands about keys. */
@Command(
        name = "key",
        description = "Keys: who can open which environment.",
        subcommands = {
            KeyPublicCommand.class,
            KeyNewCommand.class,
            KeyAddCommand.class,
            KeyListCommand.class,
            KeyRemoveCommand.class
        })
public final class KeyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command");
    }
}
