package dev.kist.cli.transfer;

import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Moves the entries of files into an environment: reads and checks all, shows the plan, asks, writes. */
public final class Migration {
    private final CommandContext context;
    private final Terminal terminal;
    private final MigrationOptions options;

    public Migration(CommandContext context, MigrationOptions options) {
        this.context = context;
        this.terminal = context.terminal();
        this.options = options;
    }

    /** What the files hold, checked. Needs no store. */
    public Map<SecretName, Secret.Content> read(List<Path> files) {
        return new SourceFiles(terminal, options, context.variables()).read(context.directory(), files);
    }

    /**
     * Writes what was read into the session's environment.
     *
     * @param answers what flags decide
     */
    public void write(Session session, Map<SecretName, Secret.Content> contents, Answers answers) {
        new PlannedWrite(context, answers)
                .write(
                        session,
                        environment -> environment.plan(contents),
                        "migrated to",
                        "say --yes to change them, --keep-existing to leave them as they are");
    }
}
