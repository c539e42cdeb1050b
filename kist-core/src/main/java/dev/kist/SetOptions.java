// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How to write a value. Immutable; begins with {@link #none()}. */
public final class SetOptions {
    private static final SetOptions NONE = new SetOptions(null, null, null, false);

    private final @Nullable Note note;
    private final @Nullable Reading reading;
    private final @Nullable Integer ifVersion;
    private final boolean isForced;

    /** How a value is read when it is loaded. */
    public enum Reading {
        /** As it is. */
        LITERAL,
        /** As a template, whose <code>${NAME}</code> references are resolved. */
        TEMPLATE
    }

    private SetOptions(@Nullable Note note, @Nullable Reading reading, @Nullable Integer ifVersion, boolean isForced) {
        this.note = note;
        this.reading = reading;
        this.ifVersion = ifVersion;
        this.isForced = isForced;
    }

    /**
     * The note stays, and a new value is literal. A template that is set again becomes a literal where the value has no
     * <code>${</code>; where it has, that is a {@link TemplateOrTextException}: say which is meant.
     */
    public static SetOptions none() {
        return NONE;
    }

    /** The same with a note. */
    public SetOptions note(Note with) {
        return new SetOptions(with, reading, ifVersion, isForced);
    }

    /** The same, saying how the value is read. */
    public SetOptions reading(Reading as) {
        return new SetOptions(note, as, ifVersion, isForced);
    }

    /** The same, only if this version is current; 0 means that there is none, or that it is a deletion. */
    public SetOptions ifVersion(int version) {
        return new SetOptions(note, reading, version, isForced);
    }

    /** The same, even if a template breaks by it. */
    public SetOptions force() {
        return new SetOptions(note, reading, ifVersion, true);
    }

    /** Whether to write even if a template breaks by it. */
    public boolean isForced() {
        return isForced;
    }

    /** The note to write; empty to leave it. */
    public Optional<Note> note() {
        return Optional.ofNullable(note);
    }

    /** How the value is read; empty where that was left open. */
    public Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }

    /** The version that must be current. */
    public OptionalInt ifVersion() {
        return ifVersion == null ? OptionalInt.empty() : OptionalInt.of(ifVersion);
    }
}
