// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.NeededByTemplateException;
import dev.kist.PurgePlan;
import dev.kist.SecretName;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.BrokenTemplates;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.HowWritten;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
                .example("kist delete OLD_TOKEN OLDER_TOKEN", "deletes both, or neither")
                .example("kist delete OLD_TOKEN --purge -e staging", "removes it with its history, for good");
    }

    @Override
    public int run(CommandContext context) {
        try (Session session = Session.open(context)) {
            if (purge.isGiven()) {
                purge(context.terminal(), session);
                return 0;
            }
            WrittenTogether deleted = session.write(environment -> environment.delete(keys.values(), force.isGiven()));
            Set<SecretName> hidden = InheritedAgain.ofParents(session, keys.values());
            for (Written written : deleted.secrets()) {
                context.terminal()
                        .note("deleted " + written.secret().name() + " in " + session.name() + ": version "
                                + written.secret().version()
                                + (hidden.contains(written.secret().name())
                                        ? "; what it inherits by that name is hidden there now"
                                        : ""));
            }
            deleted.secrets().stream()
                    .filter(written -> hidden.contains(written.secret().name()))
                    .findFirst()
                    .ifPresent(written -> context.terminal()
                            .hint("to see it again: kist delete "
                                    + written.secret().name() + " --purge -e " + session.name()
                                    + (written.secret().version() == 1 ? "" : ", which removes its versions there")));
            HowWritten.say(context.terminal(), "deleted", deleted);
            BrokenTemplates.warn(context.terminal(), deleted.broken());
        }
        return 0;
    }

    /** All are looked for before the first question, so that a slip in one name leaves every secret as it is. */
    private void purge(Terminal terminal, Session session) {
        Map<SecretName, PurgePlan> plans = new LinkedHashMap<>();
        keys.values().stream()
                .distinct()
                .forEach(name ->
                        plans.put(name, session.write(environment -> environment.planPurge(name, force.isGiven()))));
        String all = plans.entrySet().stream()
                .map(plan -> what(session, plan.getKey(), plan.getValue()))
                .collect(Collectors.joining(", "));
        Confirmation.require(terminal, "this removes " + all + " for good", yes.isGiven());
        plans.forEach((name, plan) -> {
            plan.apply();
            session.forget(name);
            terminal.note("removed " + what(session, name, plan));
            InheritedAgain.say(terminal, session, name);
        });
        BrokenTemplates.warn(
                terminal,
                plans.values().stream()
                        .flatMap(plan -> plan.broken().stream())
                        .filter(e -> !(e instanceof NeededByTemplateException needed
                                && needed.environment().equals(session.name())
                                && plans.containsKey(needed.template())))
                        .toList());
    }

    private static String what(Session session, SecretName name, PurgePlan plan) {
        return name + " of " + session.name() + " with "
                + (plan.versions() == 1 ? "its only version" : "all its " + plan.versions() + " versions");
    }
}
