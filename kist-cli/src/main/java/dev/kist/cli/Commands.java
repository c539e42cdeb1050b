package dev.kist.cli;

import dev.kist.cli.copy.CopyCommand;
import dev.kist.cli.delete.DeleteCommand;
import dev.kist.cli.diff.DiffCommand;
import dev.kist.cli.doctor.DoctorCommand;
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
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.set.SetCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The commands by their names, in the order of the help. */
final class Commands {
    private static final Map<String, Class<?>> CLASSES = classes();

    private Commands() {}

    private static Map<String, Class<?>> classes() {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        classes.put("init", InitCommand.class);
        classes.put("set", SetCommand.class);
        classes.put("get", GetCommand.class);
        classes.put("delete", DeleteCommand.class);
        classes.put("restore", RestoreCommand.class);
        classes.put("list", ListCommand.class);
        classes.put("history", HistoryCommand.class);
        classes.put("rollback", RollbackCommand.class);
        classes.put("log", LogCommand.class);
        classes.put("diff", DiffCommand.class);
        classes.put("copy", CopyCommand.class);
        classes.put("prune", PruneCommand.class);
        classes.put("environment", EnvironmentCommand.class);
        classes.put("migrate", MigrateCommand.class);
        classes.put("export", ExportCommand.class);
        classes.put("run", RunCommand.class);
        classes.put("key", KeyCommand.class);
        classes.put("fingerprint", FingerprintCommand.class);
        classes.put("rotate", RotateCommand.class);
        classes.put("doctor", DoctorCommand.class);
        return classes;
    }

    /**
     * The parser for {@code arguments}. Building the model of a command takes time, so where the first argument names one,
     * the others are left out.
     */
    static CommandLine parser(CommandContext context, String... arguments) {
        IFactory factory = new ContextFactory(context);
        CommandLine top = new CommandLine(new KistCommand(), factory);
        Class<?> only = arguments.length == 0 ? null : CLASSES.get(arguments[0]);
        if (only != null) {
            top.addSubcommand(arguments[0], new CommandLine(only, factory));
        } else {
            CLASSES.forEach((name, type) -> top.addSubcommand(name, new CommandLine(type, factory)));
        }
        top.setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true)
                .setAllowOptionsAsOptionParameters(true)
                .setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false);
        CommandLine run = top.getSubcommands().get("run");
        if (run != null) {
            run.getCommandSpec()
                    .parser()
                    .unmatchedOptionsArePositionalParams(false)
                    .stopAtPositional(true);
        }
        top.getCommandSpec().parser().unmatchedOptionsArePositionalParams(false);
        return top;
    }

    /** Makes commands, handing each the context that its constructor asks for. */
    private record ContextFactory(CommandContext context) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == CommandContext.class) {
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
