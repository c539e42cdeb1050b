// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Log.EventEntry;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened to an environment itself, in a few words. */
final class EventWords {
    private EventWords() {}

    /** What somebody did; the environment's name follows. */
    static String verb(EventEntry event) {
        return switch (event.kind()) {
            case "created" -> "created";
            case "key-added" -> "let " + holder(event) + " into";
            case "key-removed" -> "removed " + holder(event) + " from";
            case "removal-prepared" -> "prepared removing " + holder(event) + " from";
            case "rotated" -> "encrypted everything again in";
            case "dek-dropped" -> "dropped former keys of";
            case "parent-set" -> "set the parent of";
            case "purged" -> "removed for good in";
            case "pruned" -> "removed old versions in";
            default -> Words.visible(event.kind()).replace('-', ' ') + " in";
        };
    }

    /** What else there is to say; empty if nothing. */
    static String more(EventEntry event) {
        return switch (event.kind()) {
            case "key-added", "key-removed", "removal-prepared" ->
                event.detail("key_id").map(id -> "key " + Words.visible(id)).orElse("");
            case "parent-set" ->
                event.detail("environment")
                        .filter(parent -> !parent.isEmpty())
                        .map(parent -> "it is " + Words.visible(parent))
                        .orElse("it has none now");
            case "purged", "pruned" ->
                Stream.of(
                                event.detail("key").map(Words::visible),
                                event.detail("versions").map(EventWords::versions))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
            default -> "";
        };
    }

    private static String holder(EventEntry event) {
        return event.detail("label").map(Words::visible).orElse("a key");
    }

    private static String versions(String count) {
        return Words.visible(count) + (count.equals("1") ? " version" : " versions");
    }
}
