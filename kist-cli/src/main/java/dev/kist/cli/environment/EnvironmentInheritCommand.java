// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Parent;
import dev.kist.ParentPlan;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShutOutText;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kist environment inherit}: lets an environment see the secrets of another one. */
public final class EnvironmentInheritCommand implements Command {
    private final Operand<EnvironmentName> parent =
            Operand.optional("PARENT", EnvironmentName::parse, "Environment whose secrets are to be seen.");
    private final Flag none = Flag.of("--none", "Inherit from no environment any more.");
    private final Flag force = Flag.of("--force", "Go on even if a template breaks by it.");
    private final Flag yes = SharedOptions.yes("Go on even if members cannot read the environment any more.");

    @Override
    public Description description() {
        return Description.of(
                        "Let an environment inherit the secrets of another one.",
                        "It sees the other's secrets, and those that the other inherits, unless it has or deleted its own."
                                + " Whoever reads it needs a key that opens both. Give the same parent again after its"
                                + " fingerprint has changed.")
                .takes(parent, none, force, yes)
                .exclusive(parent, none)
                .example("kist environment inherit base -e production", "lets production see the secrets of base")
                .example("kist environment inherit --none -e production", "ends that");
    }

    @Override
    public int run(CommandContext context) {
        if (!parent.isGiven() && !none.isGiven()) {
            throw new InvalidInputException("wrong arguments: no PARENT is given", "name one, or say --none");
        }
        if (parent.find()
                .filter(context.settings(context.flags()).environment()::equals)
                .isPresent()) {
            throw new InvalidInputException(
                    "wrong arguments: " + parent.get() + " cannot inherit from itself", "name another with -e");
        }
        try (Session session = Session.open(context)) {
            ParentPlan plan = session.write(
                    environment -> parent.find().map(environment::planParent).orElseGet(environment::planNoParent));
            if (plan.isChange()) {
                change(context.terminal(), plan);
            }
            tell(context.terminal(), plan);
            if (context.isJson()) {
                context.printJson(fields(plan));
            }
        }
        return 0;
    }

    private void change(Terminal terminal, ParentPlan plan) {
        requireUnbroken(terminal, plan);
        if (!plan.shutOut().isEmpty()) {
            plan.shutOut().forEach(out -> {
                terminal.warning(ShutOutText.of(plan.environment(), out));
                terminal.hint(Advice.letIn(out.parent(), out.member()));
            });
            Confirmation.require(
                    terminal,
                    "by this, not every member of " + plan.environment() + " can read it any more",
                    yes.isGiven());
        }
        plan.force().apply();
    }

    private void requireUnbroken(Terminal terminal, ParentPlan plan) {
        List<KistException> broken = plan.broken();
        if (force.isGiven()) {
            broken.forEach(e -> terminal.warning(String.valueOf(e.getMessage())));
            return;
        }
        broken.stream().skip(1).forEach(e -> terminal.error(String.valueOf(e.getMessage())));
        broken.stream().findFirst().ifPresent(e -> {
            throw e;
        });
    }

    private static void tell(Terminal terminal, ParentPlan plan) {
        EnvironmentName child = plan.environment();
        Optional<EnvironmentName> before = plan.before().map(Parent::environment);
        Optional<EnvironmentName> after = plan.after().map(Parent::environment);
        String from = after.map(EnvironmentName::value).orElse("no environment");
        if (!plan.isChange()) {
            terminal.note(child + " inherits from " + from + " already: unchanged");
        } else if (before.equals(after)) {
            terminal.note(child + " inherits from " + from + ", and knows its new fingerprint now");
        } else {
            terminal.note(child + " inherits from " + from + " now"
                    + before.map(former -> ", no longer from " + former).orElse(""));
        }
    }

    private static Map<String, Object> fields(ParentPlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", plan.environment().value());
        fields.put("parent", plan.after().map(now -> now.environment().value()).orElse(""));
        fields.put(
                "fingerprint", plan.after().map(now -> now.fingerprint().hex()).orElse(""));
        fields.put("changed", plan.isChange());
        return fields;
    }
}
