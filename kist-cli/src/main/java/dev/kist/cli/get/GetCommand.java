package dev.kist.cli.get;

import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.environment.LoadedSecrets;
import dev.kist.environment.NotFoundException;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Note;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist get}: prints values. */
@Command(name = "get", description = "Print the values of secrets, one a line in the order asked.")
public final class GetCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "KEY", description = "Names of secrets.")
    List<String> keys = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object, name to value.")
    boolean isJson;

    @Option(names = "-n", description = "Print no newline after the value.")
    boolean isWithoutNewline;

    @Option(names = "--raw", description = "Print a template as it is stored.")
    boolean isRaw;

    @Option(names = "--note", description = "Print the note instead of the value.")
    boolean isNote;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public GetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<SecretName> names = keys.stream().map(SecretName::parse).toList();
        Map<String, String> texts = new LinkedHashMap<>();
        try (Session session = Session.open(context, environment.asSettings())) {
            LoadedSecrets loaded = session.loader().load(session.environment(), names);
            session.welcome(loaded.environment());
            names.forEach(name -> texts.put(name.value(), text(loaded, name)));
        }
        print(texts);
        return 0;
    }

    private String text(LoadedSecrets loaded, SecretName name) {
        if (isNote) {
            Secret secret = loaded.find(name).orElse(null);
            // Asking for the value says that it does not exist, and what is near.
            return secret == null
                    ? loaded.value(name).text()
                    : secret.note()
                            .map(Note::text)
                            .orElseThrow(() -> new NotFoundException("secret " + name + " has no note", null));
        }
        return isRaw
                ? loaded.find(name).map(secret -> secret.value().text()).orElseGet(() -> loaded.value(name)
                        .text())
                : loaded.value(name).text();
    }

    private void print(Map<String, String> texts) {
        if (isJson) {
            context.terminal().dataLine(Json.of(texts));
            return;
        }
        if (keys.size() > 1) {
            texts.forEach((name, text) -> {
                if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                    throw new InvalidInputException(
                            "the value of " + name + " has several lines: a line each would not tell them apart",
                            "say --json, or get " + name + " alone");
                }
            });
        }
        String joined = String.join("\n", keys.stream().map(texts::get).toList());
        context.terminal().data(isWithoutNewline ? joined : joined + "\n");
    }
}
