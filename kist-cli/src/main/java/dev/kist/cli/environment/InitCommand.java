// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.KeyAtHand;
import dev.kist.NoKeyException;
import dev.kist.Project;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Setting;
import dev.kist.Settings;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.key.OneKey;
import dev.kist.cli.options.FilledText;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.RepeatedOption;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite.Answer;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.Terminal;
import dev.kist.cli.transfer.Migration;
import dev.kist.cli.transfer.MigrationOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code kist init}: makes {@code .kist/}, sees to a key, and creates the environment. */
public final class InitCommand implements Command {
    private final Flag here = Flag.of("--here", "Keep the key in .kist/key instead of the user's folder.");
    private final RepeatedOption<Path> files =
            RepeatedOption.of("--env-file", "FILE", FilledText.of("FILE", Path::of), "Migrate this file, too.");
    private final Flag create = SharedOptions.create();
    private final Flag recoveryKey = Flag.of(
            "--recovery-key", "Also make a key to print and keep in a safe place, which opens the environment.");
    private final Flag force =
            Flag.of("--force", "Replace another connection string, or leave a local store behind, without asking.");
    private final MigrationOptions migrationOptions = new MigrationOptions();

    @Override
    public Description description() {
        return Description.of(
                        "Set up Kist in this folder.",
                        "Makes what is missing: .kist/ with a commented config, a key, and the environment, in MongoDB if"
                                + " there is a connection string, else in a local store. In a clone of a project that has"
                                + " its connection string in .kist/config, it only sees to your key; where each member has"
                                + " their own, give it with --uri.")
                .takes(here, files, create, recoveryKey, force, migrationOptions)
                .synopsis("[OPTIONS]")
                .example("kist init", "sets up a local store, to try Kist")
                .example(
                        "kist init --uri mongodb://localhost/app --env-file .env",
                        "sets up MongoDB and takes .env over");
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        Migration migration = new Migration(context, migrationOptions, true);
        Map<SecretName, Secret.Content> contents = !files.isGiven() ? Map.of() : migration.read(files.values());
        ProjectSetup setup = new ProjectSetup(context);
        setup.requireUsable(context.settings(context.flags()));
        setup.requireNoOtherStore(context.settings(context.flags()));
        Optional<Project.UriPlan> uri = setup.planUri(force.isGiven());
        boolean wasThere = setup.makeFolder(context.settings(context.flags()));
        Settings settings = context.settings(context.flags());
        KeyAtHand key = setup.ensureKey(settings, here.isGiven());
        Path localStore = setup.project().folder().localStore();
        boolean isNewLocal = settings.find(Setting.MONGODB_URI).isEmpty() && !Files.exists(localStore);
        boolean isAsked = context.flags().containsKey(Setting.MONGODB_URI)
                || context.flags().containsKey(Setting.ENVIRONMENT);
        if (wasThere && contents.isEmpty() && !isNewLocal && !recoveryKey.isGiven() && !isAsked) {
            terminal.note("nothing to set up: your public key is " + key.publicKey());
            terminal.hint("if no key of yours opens " + settings.environment()
                    + " yet, ask a member to run: kist key add -e " + settings.environment() + " --label NAME "
                    + key.publicKey());
            return 0;
        }
        try (Session session = Session.open(context, context.flags(), options -> options.localStore(localStore))) {
            boolean isOpen = open(context, session);
            uri.ifPresent(setup::writeUri);
            if (recoveryKey.isGiven() && isOpen) {
                new RecoveryKey(terminal, session).make();
            }
            if (!recoveryKey.isGiven() && isOpen) {
                OneKey.warn(
                        terminal,
                        session.name(),
                        session.environment().members().list());
            }
            if (!contents.isEmpty()) {
                migration.write(session, contents, migrationOptions.answers().and(Answer.CREATE, create));
            }
            if (isOpen && !recoveryKey.isGiven()) {
                // A folder that was there may say another environment for what is typed next.
                String in = wasThere && context.flags().containsKey(Setting.ENVIRONMENT) ? " -e " + session.name() : "";
                terminal.suggest(
                        contents.isEmpty()
                                ? "kist set KEY" + in + " sets a secret, kist migrate --env-file .env" + in
                                        + " takes a file over"
                                : "kist run" + in + " -- PROGRAM runs a program with the secrets");
            }
        }
        return 0;
    }

    /** Creates the environment if it does not exist; one that is there and stays closed is no failure of init. */
    private boolean open(CommandContext context, Session session) {
        try {
            session.createIfMissing(create.isGiven());
            session.read(environment -> environment.members().list());
            return true;
        } catch (NoKeyException e) {
            if (files.isGiven() || recoveryKey.isGiven()) {
                throw e;
            }
            context.terminal().note("the environment " + session.name() + " is there and opens for other keys");
            Advice.hint(e).ifPresent(context.terminal()::hint);
            return false;
        }
    }
}
