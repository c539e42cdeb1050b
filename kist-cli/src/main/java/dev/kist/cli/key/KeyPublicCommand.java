package dev.kist.cli.key;

import dev.kist.NotFoundException;
import dev.kist.cli.options.StoreOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Json;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.settings.EffectiveSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist key public}: prints what others may know of the keys at hand. Needs no store. */
@Command(
        name = "public",
        description = {
            "Print your public key, to send to a member; every one at hand, one a line.",
            "Of a key in a key service it is the address."
        })
public final class KeyPublicCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    StoreOptions store = new StoreOptions();

    private final CommandContext context;

    public KeyPublicCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        EffectiveSettings settings = context.settings(store.asSettings());
        List<String> warnings = new ArrayList<>();
        List<Recipient> keys = settings.keys(warnings).asList().stream()
                .map(Identity::recipient)
                .toList();
        warnings.forEach(context.terminal()::warning);
        if (keys.isEmpty()) {
            throw new NotFoundException(
                    "there is no key here: neither KIST_KEY nor a key file was found", "run kist init to make one");
        }
        if (isJson) {
            context.terminal()
                    .dataLine(
                            Json.of(keys.stream().map(KeyPublicCommand::fields).toList()));
        } else {
            keys.forEach(key -> context.terminal().dataLine(key.text()));
        }
        return 0;
    }

    private static Map<String, Object> fields(Recipient key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key_id", key.id());
        fields.put("public_key", key.text());
        return fields;
    }
}
