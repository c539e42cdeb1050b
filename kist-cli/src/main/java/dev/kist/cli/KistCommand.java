package dev.kist.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kist}: the top of the commands. */
@Command(name = "kist", description = "Secrets for teams that already run MongoDB.", versionProvider = Version.class)
final class KistCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces.")
    boolean isDebug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean isHelp;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean isVersion;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command");
    }

    static boolean isDebug(CommandLine command) {
        Object top = command.getCommandSpec().root().userObject();
        return top instanceof KistCommand kist && kist.isDebug;
    }
}
