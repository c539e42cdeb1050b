// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.FileReason;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Moves the entries of files into an environment: reads and checks all, shows the plan, asks, writes. */
public final class Migration {
    private final CommandContext context;
    private final Terminal terminal;
    private final SourceFiles sources;
    private final boolean offersDeletion;

    /** {@code mayAsk} is false where nothing is to be asked, whatever there is. */
    public Migration(CommandContext context, MigrationOptions options, boolean mayAsk) {
        this.context = context;
        this.terminal = context.terminal();
        this.sources = new SourceFiles(terminal, options, context.variables(), mayAsk && terminal.canAsk());
        this.offersDeletion = terminal.canAsk() && !options.assumesYes();
    }

    /** What the files hold, checked. Needs no store. */
    public Map<SecretName, Secret.Content> read(List<Path> files) {
        return sources.read(context.directory(), files);
    }

    /**
     * Writes what was read into the session's environment.
     *
     * @param answers what flags decide
     */
    public void write(Session session, Map<SecretName, Secret.Content> contents, Answers answers) {
        boolean isAllThere = new PlannedWrite(context, answers)
                .write(
                        session,
                        environment -> environment.plan(contents),
                        "migrated to",
                        "say --yes to change them, --keep-existing to leave them as they are");
        if (isAllThere && offersDeletion) {
            sources.wholeFiles().forEach(this::offerDeletion);
        }
    }

    /** What was taken over whole needs no second copy, which anyone can read who reads the disk. */
    private void offerDeletion(SourceFile file) {
        if (!terminal.confirm("delete " + file.shown() + " now?")) {
            return;
        }
        try {
            if (file.delete()) {
                terminal.note("deleted " + file.shown() + "; copies in git, backups and editors stay");
            } else {
                terminal.warning(file.shown() + " was changed since it was read: it is left as it is");
            }
        } catch (IOException e) {
            terminal.warning(file.shown() + " cannot be deleted: " + FileReason.of(e));
        }
    }
}
