package dev.kist.cli;

import dev.kist.cli.copy.CopyCommand;
import dev.kist.cli.delete.DeleteCommand;
import dev.kist.cli.diff.DiffCommand;
import dev.kist.cli.environment.EnvironmentCommand;
import dev.kist.cli.export.ExportCommand;
import dev.kist.cli.fingerprint.FingerprintCommand;
import dev.kist.cli.get.GetCommand;
import dev.kist.cli.history.HistoryCommand;
import dev.kist.cli.init.InitCommand;
import dev.kist.cli.key.KeyCommand;
import dev.kist.cli.list.ListCommand;
import dev.kist.cli.log.LogCommand;
import dev.kist.cli.migrate.MigrateCommand;
import dev.kist.cli.prune.PruneCommand;
import dev.kist.cli.restore.RestoreCommand;
import dev.kist.cli.rollback.RollbackCommand;
import dev.kist.cli.rotate.RotateCommand;
import dev.kist.cli.run.RunCommand;
import dev.kist.cli.set.SetCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kist}: the top of the commands. */
@Command(
        name = "kist",
        description = "Secrets for teams that already run MongoDB.",
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            SetCommand.class,
            GetCommand.class,
            DeleteCommand.class,
            RestoreCommand.class,
            ListCommand.class,
            HistoryCommand.class,
            RollbackCommand.class,
            LogCommand.class,
            DiffCommand.class,
            CopyCommand.class,
            PruneCommand.class,
            EnvironmentCommand.class,
            MigrateCommand.class,
            ExportCommand.class,
            RunCommand.class,
            KeyCommand.class,
            FingerprintCommand.class,
            RotateCommand.class
        })
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
