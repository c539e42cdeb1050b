// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import java.util.Map;

/** What the events of an environment are called; one that this page does not know is shown as it is stored. */
final class EventWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("created", "created"),
            Map.entry("key-added", "added a key to"),
            Map.entry("key-removed", "removed a key from"),
            Map.entry("removal-prepared", "prepared removing a key from"),
            Map.entry("rotated", "encrypted everything again in"),
            Map.entry("dek-dropped", "dropped a former key of"),
            Map.entry("parent-set", "set the parent of"),
            Map.entry("purged in", "purged in"),
            Map.entry("pruned", "pruned the history of"),
            Map.entry("renamed in", "renamed in"));

    private EventWords() {}

    static String of(String kind) {
        return WORDS.getOrDefault(kind.replace('_', '-'), Words.visible(kind).replace('_', ' ') + " in");
    }
}
