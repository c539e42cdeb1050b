// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.DangerousNames;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.Printable;
import dev.kist.Snapshot;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.command.Failures;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.NamesOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.BinaryNames;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code kist compose}: what Docker Compose runs for a service whose provider is {@code kist}. It hands the secrets to the
 * services that depend on that one; the protocol is that of {@code docs/extension.md} in Compose.
 */
public final class ComposeCommand implements Command {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What becomes of the service. */
    private enum Event {
        UP,
        DOWN,
        STOP,
        METADATA;

        static Event parse(String word) {
            return Arrays.stream(values())
                    .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(
                            Printable.quote(word) + " is not known", "Compose says up or down"));
        }
    }

    private final Operand<Event> event =
            Operand.one("up|down", Event::parse, "What Compose asks for.").oneOf(List.of("up", "down"));
    private final Operand<String> service =
            Operand.optional("SERVICE", text -> text, "Name of the service in the Compose file.");
    private final Option<String> project =
            Option.text("--project-name", "NAME", "Name of the project; Kist keeps nothing for it.");
    private final NamesOption names = new NamesOption();
    private final Option<Boolean> prefix = Option.of(
            "--prefix",
            "true|false",
            ComposeCommand::truth,
            "Let Compose put the service's name before each name, as Compose before 5.2 always does. Default: false.");
    private final Option<Boolean> allowDangerous = Option.of(
            "--allow-dangerous",
            "true|false",
            ComposeCommand::truth,
            "Hand over names that could take over a program, such as PATH or LD_PRELOAD. Default: false.");
    private final AtOption at = new AtOption();

    @Override
    public Description description() {
        return Description.of(
                        "Give secrets to the services of a Docker Compose file; Compose runs this itself.",
                        "A service with \"provider: {type: kist, options: {environment: production}}\" stands for the"
                                + " secrets, and those that name it in depends_on get them. The options here are its"
                                + " options.")
                .takes(event, service, project, names, prefix, allowDangerous, at)
                .synopsis("[OPTIONS] up|down [SERVICE]")
                .example("kist compose up secrets", "shows what Compose gets, values included")
                .example("kist compose up --environment=production secrets", "what Compose runs for that file");
    }

    @Override
    public void explain(Throwable failure, Terminal terminal) {
        Failures.words(failure).ifPresent(words -> new ComposeMessages(terminal)
                .error(words.error()
                        + words.hint().map(hint -> " (hint: " + hint + ")").orElse("")));
        Command.super.explain(failure, terminal);
    }

    @Override
    public int run(CommandContext context) {
        switch (event.get()) {
            case UP -> up(context);
            // Compose drops options that metadata does not name, and would take a slip for no option at all.
            case METADATA -> context.terminal().dataLine("{}");
            // There is nothing to give back.
            case DOWN, STOP -> {}
        }
        return ExitCode.DONE;
    }

    private void up(CommandContext context) {
        String name = service.find()
                .orElseThrow(() -> new InvalidInputException(
                        "wrong arguments: SERVICE is missing", "Compose gives the name of the service"));
        ComposeMessages messages = new ComposeMessages(context.terminal());
        Map<String, String> secrets = load(context, messages);
        boolean isPrefixed = prefix.find().orElse(false);
        if (!allowDangerous.find().orElse(false)) {
            String before = isPrefixed ? name.toUpperCase(Locale.ROOT) + "_" : "";
            DangerousNames.refuse(
                    secrets.keySet().stream().map(secret -> before + secret).toList(),
                    "a program",
                    "leave them out by the option except, or hand them over by allow-dangerous: true");
        }
        secrets.forEach(isPrefixed ? messages::prefixedVariable : messages::variable);
    }

    private Map<String, String> load(CommandContext context, ComposeMessages messages) {
        Terminal terminal = context.options().isQuiet() ? messages.asTerminal().quiet() : messages.asTerminal();
        CommandContext told = context.with(terminal, context.options());
        Loading what = at.applyTo(names.applyTo(Loading.all()));
        try (Session session = Session.open(told, told.flags(), options -> options.defaultTimeout(TIMEOUT))) {
            if (session.settings().isDefaultEnvironment()) {
                terminal.note("no environment is set: using " + session.name());
            }
            Snapshot snapshot = session.read(environment -> environment.load(what));
            BinaryNames.warn(terminal, BinaryNames.of(snapshot), "kist get NAME --output FILE makes a file of one");
            Map<String, String> secrets = snapshot.asMap();
            messages.debug(Count.of(secrets.size(), "secret") + " of " + session.name() + " in "
                    + session.kist().store());
            return secrets;
        }
    }

    private static Boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidInputException(Printable.quote(word) + " is not true or false", "write true or false");
        };
    }
}
