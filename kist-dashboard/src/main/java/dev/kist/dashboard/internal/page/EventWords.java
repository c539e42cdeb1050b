package dev.kist.dashboard.internal.page;

import java.util.Map;

/** What the events of an environment are called; one that this page does not know is shown as it is stored. */
final class EventWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("created", "created the environment"),
            Map.entry("key-added", "let a key in"),
            Map.entry("key-removed", "took a key away"),
            Map.entry("removal-prepared", "prepared taking a key away"),
            Map.entry("rotated", "encrypted everything again"),
            Map.entry("dek-dropped", "dropped a former key of the environment"),
            Map.entry("parent-set", "set the parent"),
            Map.entry("purged", "purged"),
            Map.entry("pruned", "pruned history"),
            Map.entry("renamed", "renamed"));

    private EventWords() {}

    static String of(String kind) {
        return WORDS.getOrDefault(kind.replace('_', '-'), Words.visible(kind).replace('_', ' '));
    }
}
