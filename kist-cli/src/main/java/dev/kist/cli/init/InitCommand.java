package dev.kist.cli.init;

import dev.kist.KistFolder;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.key.OneKey;
import dev.kist.cli.migrate.Migration;
import dev.kist.cli.migrate.MigrationOptions;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.spi.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist init}: makes {@code .kist/}, sees to a key, and creates the environment. */
@Command(
        name = "init",
        description = {
            "Set up Kist in this folder.",
            "Makes .kist/ with a commented config, a key if there is none, and the",
            "environment. Without a MongoDB connection string it makes a local store. Where",
            ".kist/config is there already it only sees to a key."
        })
public final class InitCommand implements Callable<Integer> {
    @Option(names = "--here", description = "Keep the key in .kist/key instead of the user's folder.")
    boolean isHere;

    @Option(names = "--env-file", paramLabel = "FILE", description = "Migrate this file, too.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--create", description = "Create the environment even if its name is near another's.")
    boolean isCreate;

    @Option(
            names = "--recovery-key",
            description = {"Also make a key to print and lock away, which opens the", "environment."})
    boolean isRecoveryKey;

    @Mixin
    MigrationOptions migrationOptions = new MigrationOptions();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public InitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Terminal terminal = context.terminal();
        Migration migration = new Migration(context, migrationOptions);
        Map<SecretName, Secret.Content> contents = files.isEmpty() ? Map.of() : migration.read(files);
        Map<Setting, SettingValue> flags = environment.asSettings();
        EffectiveSettings before = context.settings(flags);
        Optional<KistFolder> existing = before.folder().filter(folder -> Files.exists(folder.config()));
        KistFolder folder = existing.orElseGet(() -> KistFolder.in(context.directory()));
        if (existing.isEmpty()) {
            new FolderMaker(folder, terminal)
                    .make(before.environment(), Optional.ofNullable(flags.get(Setting.MONGODB_URI)));
        }
        EffectiveSettings settings = EffectiveSettings.read(flags, context.variables(), context.directory());
        Recipient key = new KeyMaker(settings, folder, terminal).ensure(isHere);
        StoreLocation location = settings.mongoDb()
                .map(StoreLocation.class::cast)
                .orElseGet(() -> new StoreLocation.LocalFile(folder.localStore(), settings.collection()));
        boolean isNewLocal = location instanceof StoreLocation.LocalFile local && !Files.exists(local.file());
        if (existing.isPresent() && contents.isEmpty() && !isNewLocal && !isRecoveryKey) {
            terminal.note(folder.path() + " is there already: your public key is " + key);
            terminal.hint("if no key of yours opens it yet, ask a member to run: kist key add -e "
                    + settings.environment() + " --label NAME " + key);
            return 0;
        }
        try (Session session = Session.open(terminal, settings, location, Session.TIMEOUT)) {
            Optional<OpenEnvironment> opened = open(session);
            if (isRecoveryKey && opened.isPresent()) {
                new RecoveryKey(terminal, session).make();
            }
            if (!isRecoveryKey) {
                opened.ifPresent(found -> OneKey.warn(terminal, found));
            }
            if (!contents.isEmpty()) {
                migration.write(session, contents, false, false, isCreate);
            }
        }
        terminal.hint(
                contents.isEmpty()
                        ? "kist set KEY sets a secret, kist migrate --env-file .env takes a file over"
                        : "kist run -- PROGRAM runs a program with the secrets");
        return 0;
    }

    /** Creates the environment if it does not exist; one that is there and stays closed is no failure of init. */
    private Optional<OpenEnvironment> open(Session session) {
        try {
            return Optional.of(session.openOrCreateEnvironment(isCreate));
        } catch (NoKeyException e) {
            if (!files.isEmpty() || isRecoveryKey) {
                throw e;
            }
            context.terminal().note("the environment " + session.environment() + " is there and opens for other keys");
            e.hint().ifPresent(context.terminal()::hint);
            return Optional.empty();
        }
    }
}
