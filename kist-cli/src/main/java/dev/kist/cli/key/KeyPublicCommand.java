// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.KeyAtHand;
import dev.kist.NotFoundException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.session.CommandContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist key public}: prints what others may know of the keys at hand. Needs no store. */
public final class KeyPublicCommand implements Command {
    @Override
    public Description description() {
        return Description.of(
                        "Print your public key, to send to a member.",
                        "Each key at hand has a line of its own; for a key in a key service, that is its address.")
                .example("kist key public", "prints what a member needs for kist key add")
                .example("kist key public --key-file ci.key", "prints that of another key");
    }

    @Override
    public int run(CommandContext context) {
        List<KeyAtHand> keys = context.settings(context.flags()).keys();
        if (keys.isEmpty()) {
            throw new NotFoundException(
                    "there is no key here: neither KIST_KEY nor a key file was found", "run kist init to make one");
        }
        if (context.isJson()) {
            context.printJson(keys.stream().map(KeyPublicCommand::fields).toList());
        } else {
            keys.forEach(key -> context.terminal().dataLine(key.publicKey()));
        }
        return 0;
    }

    private static Map<String, Object> fields(KeyAtHand key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key_id", key.id());
        fields.put("public_key", key.publicKey());
        return fields;
    }
}
