// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Snapshot;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.Terminal;
import java.util.Collection;
import java.util.List;

/** Says which secrets are left out because they are bytes, where only text can stand. */
public final class BinaryNames {
    private BinaryNames() {}

    /** The names of those in {@code snapshot}. */
    public static List<String> of(Snapshot snapshot) {
        return snapshot.secrets().values().stream()
                .filter(secret -> secret.value().isBinary())
                .map(secret -> secret.stored().name().value())
                .toList();
    }

    /** One line, if there are any; {@code instead} says how they are got. */
    public static void warn(Terminal terminal, Collection<String> names, String instead) {
        if (!names.isEmpty()) {
            terminal.warning(Count.of(names.size(), "binary secret") + " left out: " + String.join(", ", names) + "; "
                    + instead);
        }
    }
}
