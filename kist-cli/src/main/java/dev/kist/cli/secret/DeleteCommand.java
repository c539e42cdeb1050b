package dev.kist.cli.secret;

import dev.kist.PurgePlan;
import dev.kist.SecretName;
import dev.kist.Written;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;

/** {@code kist delete}: writes a version that is a deletion; former versions stay. */
public final class DeleteCommand implements Command {
    private final Operand<SecretName> keys = Operand.several(
            1, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets; all are deleted, or none.");
    private final Flag purge = Flag.of("--purge", "Remove them for good, with all their versions. Asks first.");
    private final Flag force = Flag.of("--force", "Delete even what a template refers to.");
    private final Flag yes = SharedOptions.yes("Purge without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Delete secrets.",
                        "Their versions stay: kist restore brings them back. With --purge they are gone for good.")
                .takes(keys, purge, force, yes)
                .example("kist delete OLD_TOKEN", "deletes it; kist restore brings it back")
                .example("kist delete OLD_TOKEN --purge -e staging", "removes it with its history, for good");
    }

    @Override
    public int run(CommandContext context) {
        try (Session session = Session.open(context)) {
            if (purge.isGiven()) {
                keys.values().stream().distinct().forEach(name -> purge(context, session, name));
                return 0;
            }
            for (Written written : session.write(environment -> environment.delete(keys.values(), force.isGiven()))) {
                context.terminal()
                        .note("deleted " + written.secret().name() + " in " + session.name() + ": version "
                                + written.secret().version());
            }
        }
        return 0;
    }

    private void purge(CommandContext context, Session session, SecretName name) {
        PurgePlan plan = session.write(environment -> environment.planPurge(name, force.isGiven()));
        String what = name + " of " + session.name() + " with "
                + (plan.versions() == 1 ? "its only version" : "all its " + plan.versions() + " versions");
        Confirmation.require(context.terminal(), "this removes " + what + " for good", yes.isGiven());
        plan.apply();
        context.terminal().note("removed " + what);
    }
}
