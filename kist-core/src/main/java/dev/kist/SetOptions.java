// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How to write a value. Immutable; begins with {@link #none()}. */
public final class SetOptions {
    private static final SetOptions NONE = new SetOptions(null, false, null, null, false);

    private final @Nullable Note note;
    private final boolean isNoteRemoved;
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

    private SetOptions(
            @Nullable Note note,
            boolean isNoteRemoved,
            @Nullable Reading reading,
            @Nullable Integer ifVersion,
            boolean isForced) {
        this.note = note;
        this.isNoteRemoved = isNoteRemoved;
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
        return new SetOptions(with, false, reading, ifVersion, isForced);
    }

    /** The same without the note that is there. */
    public SetOptions withoutNote() {
        return new SetOptions(null, true, reading, ifVersion, isForced);
    }

    /** The same, saying how the value is read. */
    public SetOptions reading(Reading as) {
        return new SetOptions(note, isNoteRemoved, as, ifVersion, isForced);
    }

    /** The same, only if this version is current; 0 means that there is none, or that it is a deletion. */
    public SetOptions ifVersion(int version) {
        return new SetOptions(note, isNoteRemoved, reading, version, isForced);
    }

    /** The same, even if a template breaks by it. */
    public SetOptions force() {
        return new SetOptions(note, isNoteRemoved, reading, ifVersion, true);
    }

    /** Whether to write even if a template breaks by it. */
    public boolean isForced() {
        return isForced;
    }

    /** Whether the note that is there goes. */
    public boolean isNoteRemoved() {
        return isNoteRemoved;
    }

    /** The note to write; empty to leave it, or to {@linkplain #isNoteRemoved() remove it}. */
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
