// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.Difference;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.Snapshot;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import java.util.List;
import java.util.Map;

/** {@code kist diff}: compares what applies in two environments, or in one at two times. */
public final class DiffCommand implements Command {
    private final Operand<EnvironmentName> names =
            Operand.several(0, 2, "ENV", EnvironmentName::parse, "Environments to compare.");
    private final RevealOption reveal = RevealOption.inList();
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Show which secrets differ between two environments, or between then and now.",
                        "With two environments and --at, both are shown as they were then. Kist compares the values"
                                + " that a program would get, and shows no values unless you ask.")
                .takes(names, reveal, at, skip)
                .checks(this::requireTwo)
                .synopsis("[OPTIONS] ENV ENV", "[OPTIONS] --at TIME [ENV [ENV]]")
                .example("kist diff development production", "compares two environments")
                .example("kist diff --at 2d -e production", "shows what changed in two days");
    }

    private void requireTwo() {
        if (names.values().size() < 2 && !at.isGiven()) {
            throw new InvalidInputException(
                    "wrong arguments: two environments are needed, or one and --at",
                    "kist diff A B, or kist diff --at TIME");
        }
    }

    @Override
    public int run(CommandContext context) {
        List<EnvironmentName> given = names.values();
        if (!given.isEmpty()) {
            context.requireNoOther(given.toArray(EnvironmentName[]::new));
        }
        Loading now = skip.applyTo(Loading.all());
        Loading then = at.applyTo(now);
        Map<Setting, SettingValue> first = given.isEmpty() ? context.flags() : context.flags(given.get(0), "ENV");
        Difference difference = given.size() == 2
                ? Difference.between(
                        load(context, first, then), load(context, context.flags(given.get(1), "ENV"), then))
                : Difference.between(load(context, first, then), load(context, first, now));
        if (context.isJson()) {
            context.printJson(DifferenceText.json(difference, reveal));
        } else {
            context.terminal()
                    .page(DifferenceText.lines(
                            difference, reveal, context.terminal().dataStyle()));
        }
        return 0;
    }

    private Snapshot load(CommandContext context, Map<Setting, SettingValue> settings, Loading what) {
        try (Session session = Session.open(context, settings)) {
            Snapshot snapshot = session.read(environment -> environment.load(what));
            skip.warn(context.terminal(), snapshot.unreadable());
            return snapshot;
        }
    }
}
