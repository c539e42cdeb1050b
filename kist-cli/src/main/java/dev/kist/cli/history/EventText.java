// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.Log.EventEntry;

/** What happened to an environment itself, in a few words. */
final class EventText {
    private EventText() {}

    static String of(EventEntry event) {
        return switch (event.kind()) {
            case "created" -> "environment created";
            case "key-added" -> "let in " + key(event);
            case "key-removed" -> "removed " + key(event);
            case "removal-prepared" -> "prepared the removal of " + key(event);
            case "rotated" -> "encrypted again";
            case "dek-dropped" -> "dropped former keys";
            case "parent-set" ->
                event.detail("environment")
                        .filter(parent -> !parent.isEmpty())
                        .map(parent -> "inherits from " + parent)
                        .orElse("inherits no longer");
            case "purged" -> "purged " + what(event);
            case "pruned" -> "pruned " + what(event);
            default -> event.kind();
        };
    }

    private static String key(EventEntry event) {
        return event.detail("label").orElse("a key");
    }

    private static String what(EventEntry event) {
        String versions = event.detail("versions").orElse("?");
        return versions + (versions.equals("1") ? " version" : " versions");
    }
}
