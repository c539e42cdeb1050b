// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.Member;
import dev.kist.NewKey;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.ShutOutText;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.OutputFile;
import dev.kist.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code kist key new}: makes a key for a machine and prints, once, what goes into its settings. */
public final class KeyNewCommand implements Command {
    private final Option<Label> label =
            Option.of("--label", "NAME", Label::parse, "Whose key it is, such as ci; needed by --add.");
    private final Flag add = Flag.of("--add", "Let the key open the environments named by -e.");
    private final Option<String> out = Option.filled(
            "-o, --output, --out", "FILE", "Write the secret key to this new file instead; - is standard output.");
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Make a key, for a machine or another person.",
                        "Prints the lines for its settings; the secret key is kept nowhere else. With --add it opens"
                                + " the environment.")
                .takes(label, add, out)
                .inSeveral(environments)
                .example("kist key new --add --label ci -e production", "makes a key for CI and lets it in")
                .example("kist key new --output ci.key", "makes a key in a file");
    }

    @Override
    public int run(CommandContext context) {
        int code = ExitCode.DONE;
        boolean isNamed =
                environments.isAll() || !context.options().environments().isEmpty();
        boolean isAdded = add.isGiven();
        if (isNamed != isAdded) {
            throw new InvalidInputException(
                    isAdded ? "--add needs the environment that the key is to open" : "-e is for a key that is added",
                    "say both --add and -e ENV, or neither");
        }
        if (isAdded && !label.isGiven()) {
            throw new InvalidInputException("--label is missing", "say whose key it is, such as --label ci");
        }
        Optional<String> file = out.find().filter(name -> !OutputFile.isStandard(name));
        NewKey key = Kist.newKey();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        if (file.isEmpty()) {
            code = add(context, key, fingerprints);
        } else {
            Path path = context.directory().resolve(file.get());
            NewKeyFile.write(path, key, "name another file with --output");
            code = addOrRemove(context, key, fingerprints, path);
        }
        print(context, key, file, fingerprints);
        return code;
    }

    /** A key that opens nothing of what was asked for must not lie about. */
    private int addOrRemove(CommandContext context, NewKey key, Map<String, String> fingerprints, Path file) {
        try {
            return add(context, key, fingerprints);
        } catch (KistException e) {
            if (fingerprints.isEmpty()) {
                remove(context, file);
            }
            throw e;
        }
    }

    private static void remove(CommandContext context, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            context.terminal().warning("the key file " + file + " is left behind: its key opens nothing");
        }
    }

    private int add(CommandContext context, NewKey key, Map<String, String> fingerprints) {
        if (!add.isGiven()) {
            return ExitCode.DONE;
        }
        EachEnvironment each = new EachEnvironment(context, environments);
        return each.run(session -> {
            Member member = session.write(
                    environment -> environment.members().add(key.publicHalf().publicKey(), label.get()));
            fingerprints.put(
                    session.name().value(),
                    session.environment().recognized().fingerprint().hex());
            context.terminal()
                    .note("added to " + session.name() + " as " + member.label() + ", the key " + member.id());
            ShutOutText.warn(context.terminal(), session.environment(), member, each::isMeant);
            return ExitCode.DONE;
        });
    }

    private static void print(
            CommandContext context, NewKey key, Optional<String> file, Map<String, String> fingerprints) {
        Terminal terminal = context.terminal();
        Map<String, String> settings = new LinkedHashMap<>();
        terminal.note("made the key " + key.publicHalf().id() + ", public key "
                + key.publicHalf().publicKey());
        if (file.isEmpty()) {
            terminal.note("the secret key is printed this once and is kept nowhere here");
            settings.put("KIST_KEY", key.exposeSecretKey());
        } else {
            settings.put("KIST_KEY_FILE", file.get());
        }
        if (!fingerprints.isEmpty()) {
            settings.put("KIST_FINGERPRINT", String.join(",", fingerprints.values()));
        }
        if (fingerprints.size() == 1) {
            settings.put("KIST_ENVIRONMENT", fingerprints.keySet().iterator().next());
        }
        if (context.isJson()) {
            context.printJson(settings);
        } else {
            settings.forEach((name, value) -> terminal.textLine(name + "=" + value));
        }
    }
}
