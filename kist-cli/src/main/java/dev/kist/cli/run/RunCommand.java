package dev.kist.cli.run;

import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.LoadedSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist run}: starts a program with the secrets of an environment among its variables. */
@Command(
        name = "run",
        customSynopsis = "kist run [OPTIONS] -- PROGRAM [ARGUMENT...]",
        description = {
            "Run a program with the secrets added to its environment variables.",
            "Everything behind -- is for the program. A secret wins over an inherited",
            "variable of its name. KIST_KEY is not handed on."
        })
public final class RunCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "Program and its arguments.")
    List<String> program = new ArrayList<>();

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Add these secrets alone.")
    @Nullable
    List<String> only;

    @Option(
            names = "--preserve-env",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "A,B",
            description = "Let inherited variables win: all, or these.")
    @Nullable
    String preserved;

    @Option(names = "--pristine", description = "Leave nothing but the secrets.")
    boolean isPristine;

    @Option(
            names = "--allow-dangerous",
            description = "Hand over names that could take over the program, such as PATH or LD_PRELOAD.")
    boolean isDangerousAllowed;

    @Mixin
    AtOption at = new AtOption();

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ProgramStart start = ProgramStart.prepare();
        Map<String, String> secrets = load();
        Program found = Program.find(program.get(0));
        ProgramVariables variables = ProgramVariables.of(InheritedVariables.ofThisProcess(), secrets, rules());
        return start.run(found, program.subList(1, program.size()), variables);
    }

    private Map<String, String> load() {
        Map<String, String> secrets = new LinkedHashMap<>();
        Optional<Moment> moment = at.moment();
        // Closed before the program starts: nothing of Kist's stays open in it.
        try (Session session = Session.open(context, environment.asSettings(), TIMEOUT)) {
            if (session.settings().isDefaultEnvironment()) {
                context.terminal().note("no environment is set: using " + session.environment());
            }
            LoadedSecrets loaded = session.loader(moment).load(session.environment(), skip.policy());
            session.welcome(loaded.environment());
            skip.warn(context.terminal(), loaded.unreadable());
            loaded.values().forEach((name, value) -> secrets.put(name.value(), value.text()));
        }
        return secrets;
    }

    private VariableRules rules() {
        VariableRules rules = VariableRules.standard();
        rules = only == null ? rules : rules.only(new LinkedHashSet<>(only));
        rules = isPristine ? rules.pristine() : rules;
        rules = isDangerousAllowed ? rules.allowingDangerous() : rules;
        if (preserved == null) {
            return rules;
        }
        return preserved.isEmpty()
                ? rules.preservingAll()
                : rules.preserving(new LinkedHashSet<>(List.of(preserved.split(",", -1))));
    }
}
