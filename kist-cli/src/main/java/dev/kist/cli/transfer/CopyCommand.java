// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answer;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import java.util.List;

/** {@code kist copy}: takes secrets over into another environment. */
public final class CopyCommand implements Command {
    private final Operand<SecretName> keys = Operand.several(
            0, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets; all, where none is given.");
    private final Option<EnvironmentName> from = Option.of(
                    "--from", "ENV", EnvironmentName::parse, "Environment to read.")
            .required();
    private final Option<EnvironmentName> to = Option.of("--to", "ENV", EnvironmentName::parse, "Environment to write.")
            .required();
    private final Flag dryRun = SharedOptions.dryRun("Show what would change and write nothing.");
    private final Flag yes = SharedOptions.yes("Change existing secrets without asking.");
    private final Flag create = SharedOptions.create();
    private final Flag force = Flag.of("--force", "Copy even if a template breaks by it.");
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Copy secrets from one environment to another: all that it stores itself, or these.",
                        "Templates are copied as they are stored. Shows the plan first and asks before existing secrets"
                                + " change.")
                .takes(keys, from, to, dryRun, yes, create, force, skip)
                .checks(this::requireTwo)
                .example("kist copy --from development --to staging", "copies all")
                .example("kist copy TOKEN --from staging --to production", "copies one");
    }

    private void requireTwo() {
        if (from.get().equals(to.get())) {
            throw new InvalidInputException("wrong arguments: --from and --to are the same environment", "give two");
        }
    }

    @Override
    public int run(CommandContext context) {
        List<SecretName> names = keys.values().stream().distinct().toList();
        EnvironmentName source = from.get();
        EnvironmentName target = to.get();
        context.requireNoOther(source, target);
        Loading what =
                skip.applyTo(names.isEmpty() ? Loading.all() : Loading.all().only(names));
        // Each has a session of its own: its settings may name another store.
        try (Session reading = Session.open(context, context.flags(source, "--from"));
                Session writing = Session.open(context, context.flags(target, "--to"))) {
            new PlannedWrite(context, answers())
                    .write(
                            writing,
                            environment -> reading.read(from -> environment.planCopy(from, what)),
                            "copied from " + source + " to",
                            "say --yes to change them");
        }
        return 0;
    }

    private Answers answers() {
        return Answers.none()
                .and(Answer.DRY_RUN, dryRun)
                .and(Answer.ASSUME_YES, yes)
                .and(Answer.CREATE, create)
                .and(Answer.FORCE, force);
    }
}
