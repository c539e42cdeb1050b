// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to read of an environment, and how. Immutable; begins with {@link #all()}. */
public final class Loading {
    private static final Loading ALL = new Loading(null, List.of(), null, false, false, false);

    private final @Nullable List<NamePattern> only;
    private final List<NamePattern> except;
    private final @Nullable Moment moment;
    private final boolean skipsUnreadable;
    private final boolean isAsStored;
    private final boolean isWithInherited;

    private Loading(
            @Nullable List<NamePattern> only,
            List<NamePattern> except,
            @Nullable Moment moment,
            boolean skipsUnreadable,
            boolean isAsStored,
            boolean isWithInherited) {
        this.only = only;
        this.except = except;
        this.moment = moment;
        this.skipsUnreadable = skipsUnreadable;
        this.isAsStored = isAsStored;
        this.isWithInherited = isWithInherited;
    }

    /** Everything that applies, as it is now; fails with the first secret that cannot be read. */
    public static Loading all() {
        return ALL;
    }

    /** These names alone, and what their templates need; a name that does not exist is a {@link NotFoundException}. */
    public static Loading of(SecretName... names) {
        return ALL.only(List.of(names));
    }

    /** The same for these names alone, and what their templates need. */
    public Loading only(Collection<SecretName> names) {
        return onlyMatching(names.stream().map(NamePattern::of).toList());
    }

    /**
     * The same for the names that these match, and what their templates need; one that matches nothing is a
     * {@link NotFoundException}.
     */
    public Loading onlyMatching(Collection<NamePattern> patterns) {
        return new Loading(
                patterns.stream().distinct().toList(), except, moment, skipsUnreadable, isAsStored, isWithInherited);
    }

    /** The same without these names; one that does not exist is a {@link NotFoundException}. */
    public Loading except(Collection<SecretName> names) {
        return exceptMatching(names.stream().map(NamePattern::of).toList());
    }

    /** The same without the names that these match; one that matches nothing is a {@link NotFoundException}. */
    public Loading exceptMatching(Collection<NamePattern> patterns) {
        return new Loading(
                only, patterns.stream().distinct().toList(), moment, skipsUnreadable, isAsStored, isWithInherited);
    }

    /** The same as it was at a moment. */
    public Loading at(Moment then) {
        return new Loading(only, except, then, skipsUnreadable, isAsStored, isWithInherited);
    }

    /** The same, leaving out what cannot be read, and templates that need it. */
    public Loading skippingUnreadable() {
        return new Loading(only, except, moment, true, isAsStored, isWithInherited);
    }

    /** The same with templates as they are stored, unresolved: one that cannot be resolved is no failure then. */
    public Loading asStored() {
        return new Loading(only, except, moment, skipsUnreadable, true, isWithInherited);
    }

    /** The same for a listing, with the secrets of parents that apply; without this it has what the environment stores itself. */
    public Loading withInherited() {
        return new Loading(only, except, moment, skipsUnreadable, isAsStored, true);
    }

    /** The names and patterns that are wanted, in the order given; empty for all. */
    public Optional<List<NamePattern>> only() {
        return Optional.ofNullable(only);
    }

    /** The names and patterns that are not wanted. */
    public List<NamePattern> except() {
        return except;
    }

    /** Whether the secret of this name is wanted. */
    public boolean wants(SecretName name) {
        return (only == null || only.stream().anyMatch(pattern -> pattern.matches(name)))
                && except.stream().noneMatch(pattern -> pattern.matches(name));
    }

    /** The moment; empty for now. */
    public Optional<Moment> moment() {
        return Optional.ofNullable(moment);
    }

    /** Whether what cannot be read is left out. */
    public boolean skipsUnreadable() {
        return skipsUnreadable;
    }

    /** Whether templates are given as they are stored. */
    public boolean isAsStored() {
        return isAsStored;
    }

    /** Whether a listing has the secrets of parents, too. */
    public boolean isWithInherited() {
        return isWithInherited;
    }

    @Override
    public String toString() {
        return "Loading[only=" + only + ", except=" + except + ", moment=" + moment + "]";
    }
}
