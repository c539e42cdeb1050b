package dev.kist.cli.key;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.cli.ExitCode;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.spi.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist key new}: makes a key for a machine and prints, once, what goes into its settings. */
@Command(
        name = "new",
        description = {
            "Make a key, for a machine or another person. Prints the lines for its settings;",
            "the secret key is kept nowhere else. With --add it opens the environment."
        })
public final class KeyNewCommand implements Callable<Integer> {
    @Option(names = "--label", paramLabel = "NAME", description = "Whose key it is, such as ci; needed by --add.")
    @Nullable
    String label;

    @Option(names = "--add", description = "Let the key open the environments named by -e.")
    boolean isAdd;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the secret key to this new file instead.")
    @Nullable
    String out;

    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;

    public KeyNewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int code = ExitCode.DONE;
        if (environments.isGiven() != isAdd) {
            throw new InvalidInputException(
                    isAdd ? "--add needs the environment that the key is to open" : "-e is for a key that is added",
                    "say both --add and -e ENV, or neither");
        }
        if (isAdd && label == null) {
            throw new InvalidInputException("--label is missing", "say whose key it is, such as --label ci");
        }
        X25519Identity key = X25519Identity.generate();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        if (out == null) {
            code = add(key, fingerprints);
        } else {
            Path file = context.directory().resolve(out);
            NewKeyFile.write(file, key, "name another file with --out");
            code = addOrRemove(key, fingerprints, file);
        }
        print(key, fingerprints);
        return code;
    }

    /** A key that opens nothing of what was asked for must not lie about. */
    private int addOrRemove(X25519Identity key, Map<String, String> fingerprints, Path file) {
        try {
            return add(key, fingerprints);
        } catch (KistException e) {
            if (fingerprints.isEmpty()) {
                remove(file);
            }
            throw e;
        }
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            context.terminal().warning("the key file " + file + " is left behind: its key opens nothing");
        }
    }

    private int add(X25519Identity key, Map<String, String> fingerprints) {
        if (!isAdd) {
            return ExitCode.DONE;
        }
        Label name = Label.parse(String.valueOf(label));
        return new EachEnvironment(context, environments).run(session -> {
            session.openEnvironment(Freshness.PRIMARY);
            session.rotation().settleIfDue(session.environment());
            var now = session.keyAdministration().add(session.environment(), key.recipient(), name);
            fingerprints.put(now.name().value(), now.fingerprint().hex());
            context.terminal()
                    .note("added to " + now.name() + " as " + name + ", the key "
                            + key.recipient().id());
        });
    }

    private void print(X25519Identity key, Map<String, String> fingerprints) {
        Terminal terminal = context.terminal();
        terminal.note("made the key " + key.recipient().id() + ", public key " + key.recipient());
        if (out == null) {
            terminal.note("the secret key is printed this once and is kept nowhere here");
            terminal.dataLine("KIST_KEY=" + key.exposeText());
        } else {
            terminal.dataLine("KIST_KEY_FILE=" + out);
        }
        if (!fingerprints.isEmpty()) {
            terminal.dataLine("KIST_FINGERPRINT=" + String.join(",", fingerprints.values()));
        }
        if (fingerprints.size() == 1) {
            terminal.dataLine(
                    "KIST_ENVIRONMENT=" + fingerprints.keySet().iterator().next());
        }
    }
}
