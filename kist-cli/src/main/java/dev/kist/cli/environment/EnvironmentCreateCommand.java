// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;

/** {@code kist environment create}: makes an environment that the first key at hand alone opens. */
public final class EnvironmentCreateCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("NAME", EnvironmentName::parse, "Name of the environment.");

    @Override
    public Description description() {
        return Description.of("Create an environment that your key opens.")
                .takes(name)
                .example("kist environment create staging", "creates it")
                .example("kist environment create staging --uri URI", "creates it in another database");
    }

    @Override
    public int run(CommandContext context) {
        EnvironmentName environment = name.get();
        context.requireNoOther(environment);
        try (Session session = Session.open(context, context.flags(environment, "NAME"))) {
            if (session.environment().exists()) {
                context.terminal().note("the environment " + environment + " exists already: unchanged");
            } else {
                session.create(true);
            }
        }
        return 0;
    }
}
