// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.Secret;
import java.util.Optional;

/**
 * One change of a plan, compared with what is stored now.
 *
 * @param edit the change
 * @param current what is stored; empty if nothing is, or it is deleted
 */
public record Line(Edit edit, Optional<Secret> current) {
    /** What a change is. */
    public enum Kind {
        ADDED,
        CHANGED,
        DELETED,
        /** It is like that already. */
        UNCHANGED
    }

    /** What the change is, compared with what is stored now. */
    public Kind kind() {
        if (edit.content().isDeleted()) {
            return current.isPresent() ? Kind.DELETED : Kind.UNCHANGED;
        }
        if (current.isEmpty()) {
            return Kind.ADDED;
        }
        return isSameValue() && !isOtherKind() && !isOtherNote() ? Kind.UNCHANGED : Kind.CHANGED;
    }

    /** Whether the value stays. */
    public boolean isSameValue() {
        return current.filter(secret -> secret.value().equals(edit.content().value()))
                .isPresent();
    }

    /** Whether a text becomes a template, or the other way. */
    public boolean isOtherKind() {
        return current.filter(
                        secret -> secret.content().kind() != edit.content().kind())
                .isPresent();
    }

    /** Whether the note becomes another one. */
    public boolean isOtherNote() {
        if (edit.content().isDeleted()) {
            return false;
        }
        return edit.removesNote()
                ? current.flatMap(Secret::note).isPresent()
                : edit.content().note() != null
                        && !current.flatMap(Secret::note)
                                .equals(Optional.ofNullable(edit.content().note()));
    }

    /** Whether somebody else wrote after the person had decided. */
    public boolean isConflict() {
        return !edit.base().equals(Seen.of(current)) && kind() != Kind.UNCHANGED;
    }
}
