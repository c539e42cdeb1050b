// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.SecretName;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.BrokenTemplates;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.HowWritten;
import dev.kist.cli.session.Session;

/** {@code kist restore}: takes deletions back. */
public final class RestoreCommand implements Command {
    private final Operand<SecretName> keys = Operand.several(
            1, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets; all are restored, or none.");

    @Override
    public Description description() {
        return Description.of("Bring deleted secrets back as they last were; that is a new version.")
                .takes(keys)
                .example("kist restore TOKEN", "brings it back in development")
                .example("kist restore USER PASSWORD -e production", "brings two back in production");
    }

    @Override
    public int run(CommandContext context) {
        try (Session session = Session.open(context)) {
            WrittenTogether restored = session.write(environment -> environment.restore(keys.values()));
            for (Written written : restored.secrets()) {
                String where = written.secret().name() + " in " + session.name();
                int version = written.secret().version();
                context.terminal()
                        .note(
                                written.isNew()
                                        ? "restored " + where + ": version " + version
                                        : where + " is not deleted: version " + version);
            }
            HowWritten.say(context.terminal(), "restored", restored);
            BrokenTemplates.warn(context.terminal(), restored.broken());
        }
        return 0;
    }
}
