// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.check;

import dev.kist.CheckResult;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;

/** {@code kist check}: compares an environment with what an example file asks for. */
public final class CheckCommand implements Command {
    private final Option<String> against = Option.filled(
            "--against",
            "FILE",
            "Example file, by default .env.example, else .env.sample, else .env.template; - is standard input.");
    private final Flag exact = Flag.of("--exact", "Fail if there are secrets that are not asked for, too.");

    @Override
    public Description description() {
        return Description.of(
                        "Check that an environment has the secrets that a project's example file asks for.",
                        "A comment above a secret or behind it marks it: # required (the default), # optional, # url, # int."
                                + " Shows names, never values. Exits with 1 if something required is missing or empty,"
                                + " a value is of the wrong kind, or a template cannot be resolved.")
                .takes(against, exact)
                .example("kist check -e production", "checks against .env.example")
                .example("kist check --against deploy/env.example --exact", "fails if there are others, too");
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        AskedFor asked = AskedFor.find(context, against.find());
        CheckResult result;
        try (Session session = Session.open(context)) {
            result = session.read(environment -> environment.check(asked.file()));
        }
        if (context.isJson()) {
            context.printJson(AskedFor.json(result));
        } else {
            AskedFor.lines(result).forEach(terminal::textLine);
        }
        if (exact.isGiven() ? result.isExact() : result.isSufficient()) {
            terminal.note(result.environment() + " has what " + asked.shown() + " asks for: "
                    + Count.of(asked.file().needs().size(), "secret") + " checked");
            return ExitCode.DONE;
        }
        terminal.error(asked.failure(result));
        terminal.hint(
                result.isSufficient()
                        ? "name them in " + asked.shown() + ", or leave --exact out"
                        : "kist set NAME -e " + result.environment() + " sets one; a comment # optional in "
                                + asked.shown() + " says that a secret may be missing");
        return ExitCode.UNEXPECTED;
    }
}
