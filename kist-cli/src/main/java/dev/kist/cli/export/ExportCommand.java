package dev.kist.cli.export;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.OutputFile;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.Target;
import dev.kist.dotenv.WriteOptions;
import dev.kist.internal.secret.LoadedSecrets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist export}: writes all values of an environment in the format of another tool. */
@Command(
        name = "export",
        description = {
            "Write the secrets in another tool's format, to standard output or to a file.",
            "A value that the format cannot hold is refused by name."
        })
public final class ExportCommand implements Callable<Integer> {
    @Option(
            names = "--format",
            defaultValue = "dotenv",
            paramLabel = "FORMAT",
            description = {
                "dotenv, shell, docker, json, yaml, properties,",
                "k8s-secret or github-env. Default: dotenv."
            })
    String format = "dotenv";

    @Option(
            names = "--for",
            paramLabel = "READER",
            description = {
                "Who reads the dotenv file: portable (default),",
                "libraries, shell, node, python, ruby, compose,",
                "systemd or dotenv-java."
            })
    @Nullable
    String target;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the Kubernetes Secret. Default: kist.")
    String secretName = "kist";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file of mode 0600, replaced as a whole.")
    @Nullable
    Path output;

    @Option(names = "--reveal", description = "Write values to a terminal, too.")
    boolean isReveal;

    @Mixin
    AtOption at = new AtOption();

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Terminal terminal = context.terminal();
        WriteOptions options = options();
        if (output == null && terminal.streams().isTerminalOut() && !isReveal) {
            throw new InvalidInputException(
                    "standard output is a terminal: values are not written to it",
                    "say --output FILE, pipe the output, or say --reveal");
        }
        String text = write(load(), options);
        if (output == null) {
            terminal.data(text);
        } else {
            OutputFile.replace(context.directory().resolve(output), text);
            terminal.note("wrote " + output);
        }
        return 0;
    }

    private static String write(Map<String, String> values, WriteOptions options) {
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

    private WriteOptions options() {
        ExportFormat parsed = ExportFormat.ofWord(format)
                .orElseThrow(() -> new InvalidInputException(
                        "--format: " + Printable.quote(format) + " is not known",
                        "say one of "
                                + words(Arrays.stream(ExportFormat.values())
                                        .map(ExportFormat::word)
                                        .toList())));
        WriteOptions options = WriteOptions.of(parsed).withSecretName(secretName);
        if (target == null) {
            return options;
        }
        String word = target;
        return options.withTarget(Target.ofWord(word)
                .orElseThrow(() -> new InvalidInputException(
                        "--for: " + Printable.quote(word) + " is not known",
                        "say one of "
                                + words(Arrays.stream(Target.values())
                                        .map(Target::word)
                                        .toList()))));
    }

    private static String words(List<String> words) {
        return String.join(", ", words);
    }

    private Map<String, String> load() {
        Map<String, String> values = new LinkedHashMap<>();
        Optional<Moment> moment = at.moment();
        try (Session session = Session.open(context, environment.asSettings())) {
            LoadedSecrets loaded = session.loader(moment).load(session.environment(), skip.policy());
            session.welcome(loaded.environment());
            skip.warn(context.terminal(), loaded.unreadable());
            loaded.values().forEach((name, value) -> values.put(name.value(), value.text()));
        }
        return values;
    }
}
