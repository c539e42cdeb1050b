package dev.kist.cli.migrate;

import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist migrate}: moves files into an environment. */
@Command(
        name = "migrate",
        description = {
            "Move the secrets of files into an environment.",
            "Everything is checked before the first write. The files stay as they are."
        })
public final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--env-file",
            required = true,
            paramLabel = "FILE",
            description = {
                "File to read: .env, or .json, .yaml (a flat object), or a folder of files as",
                "Kubernetes mounts secrets. Several may be given, later ones win."
            })
    List<Path> files = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show what would change and write nothing.")
    boolean isDryRun;

    @Option(names = "--json", description = "Print the plan as JSON.")
    boolean isJson;

    @Option(names = "--create", description = "Create the environment even if its name is near another's.")
    boolean isCreate;

    @Mixin
    MigrationOptions options = new MigrationOptions();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public MigrateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Migration migration = new Migration(context, options);
        Map<SecretName, Secret.Content> contents = migration.read(files);
        if (contents.isEmpty()) {
            context.terminal().note("no entries in " + files.get(0) + ": nothing to migrate");
            if (isJson) {
                Map<String, List<String>> nothing = new LinkedHashMap<>();
                List.of("added", "changed", "unchanged", "removed").forEach(part -> nothing.put(part, List.of()));
                context.terminal().dataLine(Json.of(nothing));
            }
            return 0;
        }
        try (Session session = Session.open(context, environment.asSettings())) {
            migration.write(session, contents, isDryRun, isJson, isCreate);
        }
        return 0;
    }
}
