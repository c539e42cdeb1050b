package dev.kist.cli.history;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kist diff}: compares what applies in two environments, or in one at two times. */
public final class DiffCommand implements Command {
    private final Operand<EnvironmentName> names =
            Operand.several(0, 2, "ENV", EnvironmentName::parse, "Environments to compare.");
    private final Flag reveal = SharedOptions.reveal("Show values, too.");
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Show which secrets differ between two environments, or between then and now.",
                        "With two environments and --at, both are shown as they were then. Compared are the values"
                                + " that a program would get. Shows names alone.")
                .takes(names, reveal, at, skip)
                .example("kist diff development production", "compares two environments")
                .example("kist diff --at 2d -e production", "shows what changed in two days");
    }

    @Override
    public int run(CommandContext context) {
        Optional<Moment> moment = at.moment();
        List<EnvironmentName> given = names.values();
        if (given.size() < 2 && moment.isEmpty()) {
            throw new InvalidInputException(
                    "two environments are needed, or one and --at", "kist diff A B, or kist diff --at TIME");
        }
        Map<String, String> before;
        Map<String, String> after;
        if (given.size() == 2) {
            before = load(context, context.flags(given.get(0), "ENV"), moment);
            after = load(context, context.flags(given.get(1), "ENV"), moment);
        } else {
            Map<Setting, SettingValue> settings =
                    given.isEmpty() ? context.flags() : context.flags(given.get(0), "ENV");
            before = load(context, settings, moment);
            after = load(context, settings, Optional.empty());
        }
        Difference difference = Difference.of(before, after);
        if (context.isJson()) {
            context.printJson(reveal.isGiven() ? difference.revealed() : difference.names());
        } else {
            difference.lines(reveal.isGiven()).forEach(context.terminal()::dataLine);
        }
        return 0;
    }

    private Map<String, String> load(
            CommandContext context, Map<Setting, SettingValue> settings, Optional<Moment> moment) {
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
