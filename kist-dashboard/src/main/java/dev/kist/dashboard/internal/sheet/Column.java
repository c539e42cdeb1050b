// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One environment of the table, as it was read.
 *
 * @param name its name
 * @param access what can be done with it here
 * @param failure why it is not open
 * @param cells what it has, by name
 * @param unreadable one exception for each document of it that cannot be read
 * @param readAt the store's time of the reading
 */
public record Column(
        EnvironmentName name,
        Access access,
        Optional<KistException> failure,
        SortedMap<SecretName, Cell> cells,
        List<KistException> unreadable,
        Instant readAt) {

    /** What can be done with an environment. */
    public enum Access {
        /** It is read and written. */
        OPEN,
        /** It is read; it is not written until its fingerprint is trusted. */
        UNTRUSTED,
        /** No key at hand opens it. */
        NO_KEY,
        /** It was refused: another fingerprint than the trusted one, an older copy, a higher format, ... */
        REFUSED
    }

    public Column {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        unreadable = List.copyOf(unreadable);
    }

    /** Whether its secrets can be read. */
    public boolean isReadable() {
        return access == Access.OPEN || access == Access.UNTRUSTED;
    }

    /** Whether it can be written to. */
    public boolean isWritable() {
        return access == Access.OPEN;
    }

    /** How many secrets apply in it. */
    public long count() {
        return cells.values().stream().filter(Cell.Present.class::isInstance).count();
    }

    /** The environments that its inherited secrets come from, ascending. */
    public NavigableSet<EnvironmentName> inheritsFrom() {
        NavigableSet<EnvironmentName> parents = new TreeSet<>();
        for (Cell cell : cells.values()) {
            if (cell instanceof Cell.Present present) {
                present.inheritedFrom().ifPresent(parents::add);
            }
        }
        return parents;
    }

    /** The names whose cells are others in {@code later}, a later reading of the same environment. */
    SortedSet<SecretName> changes(Column later) {
        SortedSet<SecretName> names = new TreeSet<>(cells.keySet());
        names.addAll(later.cells.keySet());
        names.removeIf(name -> Objects.equals(cells.get(name), later.cells.get(name)));
        return names;
    }

    /** Whether it has the same versions of the same secrets as what was loaded at another time. */
    boolean hasVersionsOf(Snapshot loaded) {
        return loaded.secrets().size() == count()
                && loaded.secrets().entrySet().stream()
                        .allMatch(entry -> cells.get(entry.getKey()) instanceof Cell.Present present
                                && present.version()
                                        == entry.getValue().stored().version()
                                && present.at().equals(entry.getValue().stored().updatedAt()));
    }

    /** Whether all but its cells is as in another reading. */
    boolean hasHeadOf(Column other) {
        return name.equals(other.name)
                && access == other.access
                && failure.map(Cause::of).equals(other.failure.map(Cause::of))
                && inheritsFrom().equals(other.inheritsFrom())
                && unreadable.stream()
                        .map(Cause::of)
                        .toList()
                        .equals(other.unreadable.stream().map(Cause::of).toList());
    }

    /** The cell of a secret. */
    public Cell cell(SecretName secret) {
        if (!isReadable()) {
            return new Cell.Closed();
        }
        return cells.getOrDefault(secret, new Cell.Missing());
    }
}
