// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.Age;
import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.Search;
import dev.kist.Secret;
import dev.kist.SecretValue;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.Unreadable;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Table;
import dev.kist.cli.terminal.Terminal;
import java.util.List;

/** {@code kist search}: finds secrets by name, or by what is in their values; never shows values. */
public final class SearchCommand implements Command {
    private final Operand<Search> pattern = Operand.optional(
            "PATTERN",
            Search::byName,
            "Part of the name, or a pattern for all of it, such as '*_KEY'; case does not count.");
    private final Flag value =
            Flag.of("--value", "Look for a text in values: asked for without echo, or read from standard input.");
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Find secrets in all environments, or with -e in one.",
                        "Values are decrypted on this machine; only current ones are searched, templates as they are"
                                + " stored. Where nothing is found, the exit code is 3.")
                .takes(pattern, value, skip)
                .exclusive(pattern, value)
                .example("kist search stripe", "finds STRIPE_KEY, in whichever environments it is")
                .example("kist search --value", "asks for a text, such as a token that leaked");
    }

    @Override
    public int run(CommandContext context) {
        if (!pattern.isGiven() && !value.isGiven()) {
            throw new InvalidInputException(
                    "wrong arguments: PATTERN is missing", "say a part of the name, or --value");
        }
        Search.Result result;
        boolean isEverywhere = context.options().environments().isEmpty();
        try (Session session = isEverywhere ? Session.openForAll(context, context.flags()) : Session.open(context)) {
            if (!pattern.isGiven() && context.terminal().streams().isTerminalIn()) {
                // Before a person types: what nothing can be looked for in is found out.
                session.environmentNames();
            }
            Search what = pattern.find().orElseGet(() -> Search.byValue(askValue(context.terminal())));
            result = session.kist().search(what.in(context.options().environments()));
        }
        print(context, result);
        int code = Unreadable.report(context, skip, result.unreadable());
        if (code == ExitCode.DONE && result.secrets().isEmpty()) {
            throw new NotFoundException(
                    "nothing was found",
                    isEverywhere
                            ? "kist environment list shows where it was looked; former versions and deleted secrets"
                                    + " were not"
                            : "without -e all environments are searched");
        }
        return code;
    }

    private static SecretValue askValue(Terminal terminal) {
        return SecretValue.of(
                terminal.streams().isTerminalIn()
                        ? terminal.askSecret("text to look for", "give the text through a pipe")
                        : Input.readAll(terminal.streams().in(), false));
    }

    private static void print(CommandContext context, Search.Result result) {
        if (context.isJson()) {
            context.printJson(result.secrets().stream().map(SecretFields::of).toList());
            return;
        }
        if (result.secrets().isEmpty()) {
            return;
        }
        Table table = new Table("ENVIRONMENT", "NAME", "VERSION", "AGE", "BY");
        for (Secret secret : result.secrets()) {
            table.add(List.of(
                    secret.environment().value(),
                    secret.name().value(),
                    String.valueOf(secret.version()),
                    Age.of(secret.updatedAt(), result.now()),
                    secret.updatedBy().value()));
        }
        context.print(table);
    }
}
