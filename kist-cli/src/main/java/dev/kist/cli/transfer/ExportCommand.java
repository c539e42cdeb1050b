// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.DangerousNames;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.Printable;
import dev.kist.Snapshot;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.FilledText;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.NamesOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.BinaryNames;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.OutputFile;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.Target;
import dev.kist.dotenv.WriteOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code kist export}: writes all values of an environment in the format of another tool. */
public final class ExportCommand implements Command {
    /** What bytes have a form in. */
    private static final Set<ExportFormat> HOLD_BYTES = EnumSet.of(ExportFormat.JSON, ExportFormat.YAML);

    /** What a Kubernetes Secret is called, where nothing else is said. */
    private static final String SECRET_NAME = "kist";

    private final Option<ExportFormat> format = Option.of(
                    "--format",
                    "FORMAT",
                    ExportCommand::format,
                    "dotenv, shell, docker, json, yaml, properties, k8s-secret or github-env. Default: dotenv.")
            .oneOf(() ->
                    Arrays.stream(ExportFormat.values()).map(ExportFormat::word).iterator());
    private final Option<Target> target = Option.of(
                    "--for",
                    "READER",
                    ExportCommand::target,
                    "Who reads the dotenv file: portable (default), libraries, shell, node, python, ruby, compose,"
                            + " docker, systemd, dotenv-java or kist.")
            .oneOf(() -> Arrays.stream(Target.values()).map(Target::word).iterator());
    private final Option<String> secretName =
            Option.filled("--name", "NAME", "Name of the Kubernetes Secret. Default: " + SECRET_NAME + ".");
    private final Option<String> output = Option.filled(
            "-o, --output", "FILE", "Write to a file of mode 0600, replaced as a whole; - is standard output.");
    private final Flag append = Flag.of("--append", "Add to what the file holds; github-env does so anyway.");
    private final RevealOption reveal = RevealOption.onTerminal();
    private final Flag allowDangerous = Flag.of(
            "--allow-dangerous", "Write names that could take over what reads them, such as PATH or LD_PRELOAD.");
    private final Flag notes = Flag.of("--notes", "With --all: notes beside the values.");
    private final EnvironmentsOption environments = new EnvironmentsOption();
    private final NamesOption names = new NamesOption();
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();
    private final Operand<String> operand =
            Operand.optional("FILE", FilledText.of("FILE"), "Where to write, as with --output.");
    private final boolean takesFile;

    public ExportCommand() {
        this(false);
    }

    private ExportCommand(boolean takesFile) {
        this.takesFile = takesFile;
    }

    /** As other tools have it: the file stands behind it. Behind {@code export} a name could be meant for anything. */
    public static ExportCommand ofDownload() {
        return new ExportCommand(true);
    }

    @Override
    public Description description() {
        Description description = Description.of(
                        "Write the secrets in another tool's format, to standard output or to a file.",
                        "A value that the format cannot hold is refused by name. With --all, or several -e, JSON or"
                                + " YAML has environment, then name, then value.")
                .takes(format, target, secretName, output, append, reveal, allowDangerous, notes, names, at, skip)
                .inSeveral(environments)
                .checks(this::requireEffect)
                .synopsis("[OPTIONS]" + (takesFile ? " [FILE]" : ""))
                .example("kist export -e production -o .env", "writes a .env file")
                .example("kist export --format github-env -o \"$GITHUB_ENV\"", "adds variables to a GitHub job")
                .example("kist export --all --format json --notes -o all.json", "takes everything out of Kist")
                .example("kist export --format k8s-secret | kubectl apply -f -", "makes a Kubernetes Secret");
        return takesFile ? description.takes(operand).exclusive(operand, output) : description;
    }

    /** An option that would do nothing is a slip, or meant another one. */
    private void requireEffect() {
        ExportFormat given = format.find().orElse(ExportFormat.DOTENV);
        if (target.isGiven() && given != ExportFormat.DOTENV) {
            throw new InvalidInputException(
                    "wrong arguments: --for goes with the format dotenv, not " + given.word(), "give one of them");
        }
        if (secretName.isGiven() && given != ExportFormat.K8S_SECRET) {
            throw new InvalidInputException("wrong arguments: --name goes with --format k8s-secret", "say that, too");
        }
        if (append.isGiven() && file().isEmpty()) {
            throw new InvalidInputException("wrong arguments: --append goes with --output FILE", "say which file");
        }
    }

    /** Where to write; nothing for standard output. */
    private Optional<String> file() {
        return output.find().or(operand::find).filter(name -> !OutputFile.isStandard(name));
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        WriteOptions options = options(context);
        if (file().isEmpty() && terminal.streams().isTerminalOut() && !reveal.isWhole()) {
            throw new InvalidInputException(
                    "standard output is a terminal: values are not written to it",
                    "say --output FILE, pipe the output, or say --reveal");
        }
        if (environments.isAll() || context.options().environments().size() > 1) {
            return exportSeveral(context, options);
        }
        if (notes.isGiven()) {
            throw new InvalidInputException(
                    "wrong arguments: --notes goes with --all", "kist list --notes shows those of one environment");
        }
        try (Session session = Session.open(context)) {
            write(context, text(context, load(context, session), options), options);
        }
        return ExitCode.DONE;
    }

    private int exportSeveral(CommandContext context, WriteOptions options) {
        if (!HOLD_BYTES.contains(options.format())) {
            throw new InvalidInputException(
                    "several environments do not go into the format "
                            + options.format().word(),
                    "say --format json or yaml");
        }
        ExportedEnvironments exported = new ExportedEnvironments(notes.isGiven());
        int code = new EachEnvironment(context, environments).run(session -> {
            exported.add(load(context, session));
            return ExitCode.DONE;
        });
        write(context, exported.text(options.format()), options);
        return code;
    }

    private void write(CommandContext context, String text, WriteOptions options) {
        file().ifPresentOrElse(
                        name -> {
                            Path path = OutputFile.in(context.directory(), name);
                            if (append.isGiven() || options.format() == ExportFormat.GITHUB_ENV) {
                                OutputFile.append(path, text);
                            } else {
                                OutputFile.replace(path, text);
                            }
                            context.terminal().note("wrote " + name);
                        },
                        () -> context.terminal().data(text));
    }

    private String text(CommandContext context, Snapshot snapshot, WriteOptions options) {
        List<String> binary = BinaryNames.of(snapshot);
        if (HOLD_BYTES.contains(options.format()) && !binary.isEmpty()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            snapshot.secrets().forEach((name, loaded) -> shown.put(name.value(), ShownValue.json(loaded.value())));
            return ExportedEnvironments.text(shown, options.format());
        }
        BinaryNames.warn(
                context.terminal(),
                binary,
                "--format json and --format yaml have them, and kist get NAME --output FILE");
        Map<String, String> values = snapshot.asMap();
        if (options.format().becomesVariables() && !allowDangerous.isGiven()) {
            String names = String.join(",", DangerousNames.among(values.keySet()));
            DangerousNames.refuse(
                    values.keySet(),
                    "what reads them",
                    "--except " + names + " goes without; --allow-dangerous writes them; --format json is for"
                            + " programs that take them as data");
        }
        try {
            return DotenvWriter.write(values, options);
        } catch (DotenvException e) {
            throw new InvalidInputException(
                    String.valueOf(e.getMessage()),
                    options.format() == ExportFormat.DOTENV
                            ? "say --for READER for a file that one program reads, or --format json or shell"
                            : "say another --format, such as json");
        }
    }

    private WriteOptions options(CommandContext context) {
        boolean isOther =
                format.find().filter(word -> word != ExportFormat.JSON).isPresent();
        if (context.isJson() && (isOther || target.isGiven())) {
            throw new InvalidInputException(
                    "wrong arguments: both --json and " + (isOther ? "--format" : "--for") + " are given",
                    "give one of them");
        }
        WriteOptions options =
                WriteOptions.of(format.find().orElse(context.isJson() ? ExportFormat.JSON : ExportFormat.DOTENV));
        options = target.find().map(options::withTarget).orElse(options);
        return options.withSecretName(secretName.find().orElse(SECRET_NAME));
    }

    private static ExportFormat format(String word) {
        return ExportFormat.ofWord(word)
                .orElseThrow(() -> unknown(
                        word,
                        Arrays.stream(ExportFormat.values())
                                .map(ExportFormat::word)
                                .toList()));
    }

    private static Target target(String word) {
        return Target.ofWord(word)
                .orElseThrow(() -> unknown(
                        word, Arrays.stream(Target.values()).map(Target::word).toList()));
    }

    private static InvalidInputException unknown(String word, List<String> known) {
        return new InvalidInputException(
                Printable.quote(word) + " is not known", "say one of " + String.join(", ", known));
    }

    private Snapshot load(CommandContext context, Session session) {
        Loading what = skip.applyTo(at.applyTo(names.applyTo(Loading.all())));
        Snapshot snapshot = session.read(environment -> environment.load(what));
        skip.warn(context.terminal(), snapshot.unreadable());
        at.warn(context.terminal(), snapshot);
        return snapshot;
    }
}
