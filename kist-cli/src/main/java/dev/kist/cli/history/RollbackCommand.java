// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.SecretName;
import dev.kist.Written;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.BrokenTemplates;
import dev.kist.cli.session.ChangedKinds;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;

/** {@code kist rollback}: writes a new version with the content of an old one. */
public final class RollbackCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final Option<Integer> to = Option.of(
                    "--to", "N", WholeNumber.from(1, "kist history KEY shows the versions"), "The old version.")
            .required();
    private final Flag force = Flag.of("--force", "Do so even if a template breaks by it.");

    @Override
    public Description description() {
        return Description.of(
                        "Give a secret the value, note and kind that it had in an old version.",
                        "That is a new version; those in between are kept.")
                .takes(key, to, force)
                .example("kist rollback TOKEN --to 3", "writes version 3 again")
                .example("kist rollback TOKEN --to 1 -e production", "the same in production");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        int version = to.get();
        try (Session session = Session.open(context)) {
            Written written = session.write(environment -> environment.rollback(name, version, force.isGiven()));
            int now = written.secret().version();
            String where = name + " in " + session.name();
            context.terminal()
                    .note(
                            written.isNew()
                                    ? "rolled back " + where + " to version " + version + ": it is version " + now
                                    : where + " is unchanged: version " + now + " is the same");
            ChangedKinds.say(context.terminal(), written, false);
            BrokenTemplates.warn(context.terminal(), written.broken());
        }
        return 0;
    }
}
