// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.CheckResult;
import dev.kist.Loading;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.cli.check.AskedFor;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.NamesOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.BinaryNames;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code kist run}: starts a program with the secrets of an environment among its variables. */
public final class RunCommand implements Command {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Operand<String> program =
            Operand.several(1, Integer.MAX_VALUE, "PROGRAM", text -> text, "Program and its arguments.");
    private final NamesOption names = new NamesOption();
    private final Option<String> preserved = Option.text(
                    "--preserve-env", "A,B", "Let inherited variables win: all, or with =A,B these.")
            .orAlone("");
    private final Flag pristine = Flag.of("--pristine", "Give the program the secrets and nothing else.");
    private final Flag allowDangerous = Flag.of(
            "--allow-dangerous", "Hand over names that could take over the program, such as PATH or LD_PRELOAD.");
    private final Option<String> check = Option.text(
                    "--check",
                    "FILE",
                    "Start nothing unless all that .env.example asks for is there; =FILE names another file.")
            .orAlone("");
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Run a program with the secrets added to its environment variables.",
                        "Everything behind -- is for the program. A secret wins over an inherited variable of its name."
                                + " Kist's own KIST_KEY, KIST_KEY_COMMAND and a KIST_MONGODB_URI with a password are not handed on.")
                .takes(program, names, preserved, pristine, allowDangerous, check, at, skip)
                .exclusive(pristine, preserved)
                .startsProgram("[OPTIONS] -- PROGRAM [ARGUMENT...]")
                .example("kist run -- node server.js", "starts a program with all secrets")
                .example("kist run --check -- npm start", "looks first whether all is there")
                .example("kist run -e production --only DATABASE_URL -- ./report", "hands one secret over")
                .example("kist run --except 'STRIPE_*' -- ./report", "hands all over but these");
    }

    /** Whatever went wrong before the program started must not look like the program's own code. */
    @Override
    public int exitCode(Throwable failure) {
        return failure instanceof ProgramStartException start ? start.exitCode() : ProgramStartException.KIST_FAILED;
    }

    @Override
    public int run(CommandContext context) {
        ProgramStart start = ProgramStart.prepare();
        Loaded loaded = load(context);
        Program found = Program.find(program.values().get(0));
        ProgramVariables variables = ProgramVariables.of(
                InheritedVariables.ofThisProcess(), loaded.secrets(), rules(loaded.secretVariables()));
        return start.run(found, program.values().subList(1, program.values().size()), variables);
    }

    /** What was read: the secrets, and the variables that say where they are and are not handed on. */
    private record Loaded(Map<String, String> secrets, Set<String> secretVariables) {
        @Override
        public String toString() {
            return "Loaded" + secrets.keySet();
        }
    }

    private Loaded load(CommandContext context) {
        Loading wanted = skip.applyTo(at.applyTo(names.applyTo(Loading.all())));
        // Closed before the program starts: nothing of Kist's stays open in it.
        try (Session session = Session.open(context, context.flags(), options -> options.defaultTimeout(TIMEOUT))) {
            // On a terminal the line that says where one is says it.
            if (session.settings().isDefaultEnvironment() && !context.terminal().canAsk()) {
                context.terminal()
                        .note("no environment is set: using " + session.name()
                                + "; kist use ENV sets one for this folder");
            }
            Snapshot snapshot = session.read(environment -> environment.load(wanted));
            skip.warn(context.terminal(), snapshot.unreadable());
            at.warn(context.terminal(), snapshot);
            BinaryNames.warn(
                    context.terminal(),
                    BinaryNames.of(snapshot),
                    "kist get NAME --output FILE gives one to the program as a file");
            requireSufficient(context, snapshot, wanted);
            return new Loaded(snapshot.asMap(), session.settings().secretVariables());
        }
    }

    /** A variable that the program inherits is not missing, whoever set it. */
    private void requireSufficient(CommandContext context, Snapshot snapshot, Loading wanted) {
        if (!check.isGiven()) {
            return;
        }
        AskedFor asked = AskedFor.find(context, check.find().filter(name -> !name.isEmpty()));
        InheritedVariables inherited = InheritedVariables.ofThisProcess();
        CheckResult result =
                asked.file().check(snapshot, name -> !pristine.isGiven() && inherited.contains(name.value()));
        if (!result.isSufficient()) {
            List<SecretName> leftOut = result.missing().stream()
                    .filter(name -> !wanted.wants(name))
                    .toList();
            context.terminal().lines(AskedFor.linesOfRun(result, leftOut));
            throw new ProgramStartException(
                    ProgramStartException.KIST_FAILED,
                    leftOut.isEmpty()
                            ? asked.failure(result) + ": the program was not started"
                            : "the program would not get what " + asked.shown() + " asks for: it was not started",
                    leftOut.isEmpty()
                            ? "kist set NAME -e " + snapshot.environment() + " sets one"
                            : "hand them over, too, or mark them # optional in " + asked.shown());
        }
    }

    private VariableRules rules(Set<String> withheld) {
        VariableRules rules = VariableRules.standard().withholding(withheld);
        rules = pristine.isGiven() ? rules.pristine() : rules;
        rules = allowDangerous.isGiven() ? rules.allowingDangerous() : rules;
        if (!preserved.isGiven()) {
            return rules;
        }
        String names = preserved.get();
        return names.isEmpty()
                ? rules.preservingAll()
                : rules.preserving(new LinkedHashSet<>(List.of(names.split(",", -1))));
    }
}
