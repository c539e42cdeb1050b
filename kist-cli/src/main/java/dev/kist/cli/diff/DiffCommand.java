package dev.kist.cli.diff;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.internal.secret.LoadedSecrets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist diff}: compares what applies in two environments, or in one at two times. */
@Command(
        name = "diff",
        description = {
            "Show which secrets differ: kist diff A B for two environments (with --at,",
            "as both were then), kist diff --at TIME for one, then and now. Compared are",
            "the values that a program would get. Shows names alone."
        })
public final class DiffCommand implements Callable<Integer> {
    @Parameters(arity = "0..2", paramLabel = "ENV", description = "Environments to compare.")
    List<String> names = new ArrayList<>();

    @Option(names = "--reveal", description = "Show values, too.")
    boolean isReveal;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Mixin
    AtOption at = new AtOption();

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public DiffCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<Moment> moment = at.moment();
        List<EnvironmentName> given = names.stream().map(EnvironmentName::parse).toList();
        if (given.size() < 2 && moment.isEmpty()) {
            throw new InvalidInputException(
                    "two environments are needed, or one and --at", "kist diff A B, or kist diff --at TIME");
        }
        Map<String, String> before;
        Map<String, String> after;
        if (given.size() == 2) {
            before = load(settings(given.get(0)), moment);
            after = load(settings(given.get(1)), moment);
        } else {
            Map<Setting, SettingValue> settings = given.isEmpty() ? environment.asSettings() : settings(given.get(0));
            before = load(settings, moment);
            after = load(settings, Optional.empty());
        }
        Difference difference = Difference.of(before, after);
        if (isJson) {
            context.terminal().dataLine(Json.of(isReveal ? difference.revealed() : difference.names()));
        } else {
            difference.lines(isReveal).forEach(context.terminal()::dataLine);
        }
        return 0;
    }

    private Map<Setting, SettingValue> settings(EnvironmentName name) {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        settings.putAll(environment.asSettings());
        settings.put(Setting.ENVIRONMENT, new SettingValue(name.value(), "ENV"));
        return settings;
    }

    private Map<String, String> load(Map<Setting, SettingValue> settings, Optional<Moment> moment) {
        try (Session session = Session.open(context, settings)) {
            LoadedSecrets loaded = session.loader(moment).load(session.environment(), skip.policy());
            session.welcome(loaded.environment());
            skip.warn(context.terminal(), loaded.unreadable());
            Map<String, String> values = new HashMap<>();
            loaded.values().forEach((name, value) -> values.put(name.value(), value.text()));
            return values;
        }
    }
}
