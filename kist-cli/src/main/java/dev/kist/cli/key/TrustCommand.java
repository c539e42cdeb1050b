// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue.Origin;
import dev.kist.Sight;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.SightText;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** {@code kist trust}: takes an environment's fingerprint as its own, once a person has said so. */
public final class TrustCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("ENV", EnvironmentName::parse, "Name of the environment.");
    private final Option<Fingerprint> fingerprint = Option.of(
            "--fingerprint", "FINGERPRINT", Fingerprint::parse, "The one that a member told you; nothing is asked.");

    @Override
    public Description description() {
        return Description.of(
                        "Trust an environment, once a member has told you its fingerprint.",
                        "Shows the store, the fingerprint and the members, and asks. Then writes it to your own file"
                                + " of trusted fingerprints and to .kist/known_environments of the project. After a backup"
                                + " was restored on purpose, --accept-older takes the environment as it is there.")
                .takes(name, fingerprint)
                .example("kist trust production", "shows it and asks")
                .example("kist trust production --fingerprint 00112233445566778899aabbccddeeff", "asks nothing");
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        context.requireNoOther(name.get());
        try (Session session = Session.open(context, context.flags(name.get(), "ENV"))) {
            Sight sight = session.environment().sight();
            if (sight.trust() == Sight.Trust.NOT_NEEDED) {
                terminal.note(sight.environment() + " is in a local store of your own, which needs no fingerprint");
                return ExitCode.DONE;
            }
            if (!isAnswered(session, sight)) {
                ask(terminal, session, sight);
            }
            Fingerprint trusted = fingerprint.find().orElse(sight.fingerprint());
            terminal.note(sight.environment() + " is trusted with the fingerprint " + trusted + ": written to "
                    + session.environment().trust(trusted));
            if (context.options().acceptsOlder()) {
                session.environment().recognized();
            }
            Optional<Path> project = session.environment().trustInProject(trusted);
            if (!sight.project().equals(Set.of(trusted))) {
                project.ifPresent(file -> terminal.note("written to " + file + ", too: commit it"));
            }
        }
        return ExitCode.DONE;
    }

    /**
     * Whether a person has said so already. The project's word is none: others can write to it. Where another one counts by
     * {@code KIST_FINGERPRINT}, trusting is refused without a question.
     */
    private boolean isAnswered(Session session, Sight sight) {
        return fingerprint.isGiven()
                || (sight.trust() == Sight.Trust.TRUSTED && sight.own().contains(sight.fingerprint()))
                || session.settings()
                        .find(Setting.FINGERPRINT)
                        .filter(given -> given.origin() != Origin.FILE)
                        .isPresent();
    }

    private static void ask(Terminal terminal, Session session, Sight sight) {
        if (!session.mayAsk()) {
            throw new InvalidInputException(
                    "nothing was trusted: the fingerprint of " + sight.environment() + " is " + sight.fingerprint()
                            + ", and nobody can be asked whether that is right",
                    "compare it with a member's, and say --fingerprint with what they tell you");
        }
        terminal.lines(SightText.of(sight));
        if (!terminal.confirm(SightText.QUESTION)) {
            throw new InvalidInputException("stopped: nothing was trusted", null);
        }
    }
}
