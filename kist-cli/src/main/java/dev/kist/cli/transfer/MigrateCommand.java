// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.InvalidInputException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.FilledText;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.RepeatedOption;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite.Answer;
import dev.kist.cli.session.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist migrate}: moves files into an environment. */
public final class MigrateCommand implements Command {
    private final Operand<Path> operands = Operand.several(
            0, Integer.MAX_VALUE, "FILE", FilledText.of("FILE", Path::of), "Files to read, as --env-file names them.");
    private final RepeatedOption<Path> files = RepeatedOption.of(
            "--env-file",
            "FILE",
            FilledText.of("FILE", Path::of),
            "File to read: .env, or .json, .yaml (a flat object, or a Kubernetes Secret), .properties, or a folder"
                    + " of files as Kubernetes mounts secrets; - is standard input. Several may be given: they may"
                    + " refer to earlier ones, and later ones win.");
    private final Flag dryRun = SharedOptions.dryRun("Show what would change and write nothing.");
    private final Flag create = SharedOptions.create();
    private final Flag force = Flag.of("--force", "Write even if a template breaks by it.");
    private final MigrationOptions options = new MigrationOptions();

    @Override
    public Description description() {
        return Description.of(
                        "Move the secrets of files into an environment.",
                        "Everything is checked before the first write. The files stay as they are, unless you are"
                                + " asked at a terminal and say that they are to be deleted.")
                .takes(operands, files, dryRun, create, force, options)
                .exclusive(operands, files)
                .synopsis("[OPTIONS] FILE...")
                .example("kist migrate --env-file .env -e development", "takes a file over")
                .example("kist migrate .env", "the same, in short")
                .example("kist migrate --env-file .env --dry-run", "shows what would change")
                .example("kist migrate --env-file .env --env-file .env.local", "reads both; the second wins")
                .example("kist migrate --env-file env.sh --dialect shell", "reads a file that a shell sources");
    }

    @Override
    public int run(CommandContext context) {
        List<Path> sources = operands.isGiven() ? operands.values() : files.values();
        if (sources.isEmpty()) {
            throw new InvalidInputException("wrong arguments: FILE is missing", "kist migrate --env-file .env");
        }
        Migration migration = new Migration(context, options, !dryRun.isGiven());
        Map<SecretName, Secret.Content> contents = migration.read(sources);
        if (contents.isEmpty()) {
            context.terminal().note("no entries in " + sources.get(0) + ": nothing to migrate");
            if (context.isJson()) {
                Map<String, List<String>> nothing = new LinkedHashMap<>();
                List.of("added", "changed", "unchanged", "removed").forEach(part -> nothing.put(part, List.of()));
                context.printJson(nothing);
            }
            return 0;
        }
        try (Session session = Session.open(context)) {
            migration.write(
                    session,
                    contents,
                    options.answers()
                            .and(Answer.DRY_RUN, dryRun)
                            .and(Answer.CREATE, create)
                            .and(Answer.FORCE, force));
        }
        return 0;
    }
}
