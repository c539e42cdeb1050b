// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

/** What an event says has happened, section "Events" of {@code docs/format.md}. Readers meet others, too. */
public enum EventKind {
    CREATED("created"),
    KEY_ADDED("key-added"),
    KEY_REMOVED("key-removed"),
    REMOVAL_PREPARED("removal-prepared"),
    ROTATED("rotated"),
    DEK_DROPPED("dek-dropped"),
    PARENT_SET("parent-set"),
    PURGED("purged"),
    PRUNED("pruned");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The member {@code kind}. */
    String word() {
        return word;
    }
}
