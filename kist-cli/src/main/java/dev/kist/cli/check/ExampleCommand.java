// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.check;

import dev.kist.ExampleFile;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Snapshot;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.NamesOption;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kist example}: writes an example file for an environment. */
public final class ExampleCommand implements Command {
    private final Option<String> output =
            Option.filled("-o, --output", "FILE", "Write to a file that is not there yet; - is standard output.");
    private final Flag force = Flag.of("--force", "Replace a file that is there, comments included.");
    private final NamesOption names = new NamesOption();

    @Override
    public Description description() {
        return Description.of(
                        "Write an example file: the names of the secrets, notes as comments, and no values.",
                        "The file is to be committed; anyone who reads the project reads the notes, too. kist check"
                                + " compares an environment with it.")
                .takes(output, force, names)
                .synopsis("[OPTIONS]")
                .example("kist example -o .env.example", "writes the file")
                .example("kist example -e production", "prints it");
    }

    @Override
    public int run(CommandContext context) {
        Optional<Path> file = output.find()
                .filter(name -> !OutputFile.isStandard(name))
                .map(name -> OutputFile.in(context.directory(), name));
        if (file.filter(Files::isRegularFile).isPresent() && !force.isGiven()) {
            throw new InvalidInputException(
                    output.get() + " exists: it is left as it is", "say --force to replace it, comments included");
        }
        List<Secret> secrets = secrets(context);
        if (context.isJson()) {
            write(
                    context,
                    file,
                    Json.of(secrets.stream().map(ExampleCommand::json).toList()) + "\n");
        } else {
            write(context, file, ExampleFile.textFor(secrets));
        }
        return 0;
    }

    private void write(CommandContext context, Optional<Path> file, String text) {
        file.ifPresentOrElse(
                path -> {
                    OutputFile.replace(path, text);
                    context.terminal().note("wrote " + output.get());
                },
                () -> context.terminal().data(text));
    }

    private List<Secret> secrets(CommandContext context) {
        try (Session session = Session.open(context)) {
            return session
                    .read(environment ->
                            environment.load(names.applyTo(Loading.all().asStored())))
                    .secrets()
                    .values()
                    .stream()
                    .map(Snapshot.Loaded::stored)
                    .toList();
        }
    }

    private static Map<String, Object> json(Secret secret) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", secret.name().value());
        secret.note().map(Note::text).ifPresent(note -> json.put("note", note));
        return json;
    }
}
