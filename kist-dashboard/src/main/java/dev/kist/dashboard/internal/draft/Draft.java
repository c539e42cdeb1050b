// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.dashboard.internal.draft.Edit.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The changes that are not saved yet, in memory alone: they end with the page. Thread-safe. */
public final class Draft {
    private final SortedMap<Place, Edit> edits = new TreeMap<>();

    /** Adds a change, or puts it in the place of the one before of the same secret. */
    public synchronized void put(Edit edit) {
        edits.put(edit.place(), edit);
    }

    /** Adds several. */
    public synchronized void putAll(Collection<Edit> several) {
        several.forEach(this::put);
    }

    /** The change of a secret. */
    public synchronized Optional<Edit> find(Place place) {
        return Optional.ofNullable(edits.get(place));
    }

    /**
     * What a secret will be when the draft is saved: empty if it will not be there.
     *
     * @param stored what is stored now; null if nothing is
     */
    public Optional<Content> over(Place place, @Nullable Secret stored) {
        Optional<Content> content = find(place).map(Edit::content).or(() -> Optional.ofNullable(stored)
                .map(Secret::content));
        return content.filter(any -> !any.isDeleted());
    }

    /** Takes a change back. */
    public synchronized void drop(Place place) {
        edits.remove(place);
    }

    /** Takes all changes back. */
    public synchronized void clear() {
        edits.clear();
    }

    /** Takes back what was saved, unless it was changed again meanwhile. */
    synchronized void saved(Collection<Edit> written) {
        written.forEach(edit -> edits.remove(edit.place(), edit));
    }

    /** Keeps a change although somebody else wrote: it is meant for that version now. */
    public synchronized void keepOver(Place place, Seen version) {
        edits.computeIfPresent(place, (same, edit) -> edit.on(version));
    }

    /** All changes, by environment and name. */
    public synchronized List<Edit> all() {
        return new ArrayList<>(edits.values());
    }

    /** The changes of one environment, by name. */
    public synchronized List<Edit> of(EnvironmentName environment) {
        return edits.values().stream()
                .filter(edit -> edit.environment().equals(environment))
                .toList();
    }

    /** How many changes there are. */
    public synchronized int size() {
        return edits.size();
    }

    @Override
    public String toString() {
        return "Draft[" + size() + " changes]";
    }
}
