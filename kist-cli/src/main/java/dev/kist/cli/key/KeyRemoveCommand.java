package dev.kist.cli.key;

import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.terminal.Json;
import dev.kist.internal.environment.KeyAdministration.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist key remove}: takes a key away, so that it opens nothing that is written from then on. */
@Command(
        name = "remove",
        description = {
            "Take a key away: the environment gets a new data-encryption key and another",
            "fingerprint, and everything is encrypted again. What the holder has read",
            "stays known to them: change those values."
        })
public final class KeyRemoveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The key's id, label or public key; see kist key list.")
    String id = "";

    @Option(
            names = "--prepare",
            description = {
                "Remove nothing yet: store the keyring that is to come and",
                "print its fingerprint, so that it can be made known first."
            })
    boolean isPrepare;

    @Option(names = "--keep-fingerprint", description = "Keep the root. Says what that costs.")
    boolean isKeepFingerprint;

    @Option(names = "--discard-prepared", description = "Make a new keyring even if one was prepared.")
    boolean isDiscardPrepared;

    @Option(
            names = {"-y", "--yes"},
            description = "Remove the only key at hand without asking.")
    boolean isYes;

    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;

    public KeyRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        long chosen = List.of(isPrepare, isKeepFingerprint, isDiscardPrepared).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (chosen > 1) {
            throw new InvalidInputException(
                    "--prepare, --keep-fingerprint and --discard-prepared exclude each other", "give one of them");
        }
        Root root = isKeepFingerprint ? Root.KEPT : isDiscardPrepared ? Root.NEW : Root.PREPARED_OR_NEW;
        List<Map<String, Object>> done = new ArrayList<>();
        int[] code = {0};
        int passedOver = new EachEnvironment(context, environments).run(session -> {
            KeyRemoval removal = new KeyRemoval(context.terminal(), session, isYes);
            if (environments.isAll() && !removal.isThere(id)) {
                return;
            }
            done.add(isPrepare ? removal.prepare(id) : removal.remove(id, root));
            code[0] = Math.max(code[0], removal.exitCode());
        });
        if (done.isEmpty()) {
            throw new NotFoundException(
                    "no environment opens for the key " + Printable.quote(id), "kist key list --all");
        }
        print(done);
        return Math.max(code[0], passedOver);
    }

    private void print(List<Map<String, Object>> done) {
        if (isJson) {
            context.terminal().dataLine(Json.of(done));
            return;
        }
        boolean isNamed = environments.isAll() || done.size() > 1;
        done.forEach(fields -> context.terminal()
                .dataLine(
                        isNamed
                                ? fields.get("environment") + " " + fields.get("fingerprint")
                                : String.valueOf(fields.get("fingerprint"))));
    }
}
