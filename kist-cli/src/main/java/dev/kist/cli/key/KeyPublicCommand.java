package dev.kist.cli.key;

import dev.kist.NotFoundException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.session.CommandContext;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.settings.EffectiveSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist key public}: prints what others may know of the keys at hand. Needs no store. */
public final class KeyPublicCommand implements Command {
    @Override
    public Description description() {
        return Description.of(
                        "Print your public key, to send to a member.",
                        "Every one at hand is printed, one a line. Of a key in a key service it is the address.")
                .example("kist key public", "prints what a member needs for kist key add")
                .example("kist key public --key-file ci.key", "prints that of another key");
    }

    @Override
    public int run(CommandContext context) {
        EffectiveSettings settings = context.settings(context.flags());
        List<String> warnings = new ArrayList<>();
        List<Recipient> keys = settings.keys(warnings).asList().stream()
                .map(Identity::recipient)
                .toList();
        warnings.forEach(context.terminal()::warning);
        if (keys.isEmpty()) {
            throw new NotFoundException(
                    "there is no key here: neither KIST_KEY nor a key file was found", "run kist init to make one");
        }
        if (context.isJson()) {
            context.printJson(keys.stream().map(KeyPublicCommand::fields).toList());
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
