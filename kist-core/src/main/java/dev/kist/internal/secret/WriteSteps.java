// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.ChangedKind;
import dev.kist.EnvironmentName;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.secret.SecretReader.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What writing many secrets at once would do, decided against what is stored now. Applying it writes exactly this: where
 * another writer came in between, that is a conflict. Content without a note keeps the note that is there.
 */
public final class WriteSteps {
    private final EnvironmentName environment;
    private final SortedMap<SecretName, Step> steps;

    /** What becomes of one secret. */
    enum Kind {
        ADDED,
        CHANGED,
        UNCHANGED,
        REMOVED
    }

    /** One secret's part of the plan. */
    record Step(Kind kind, Secret.Content content, Optional<Found> current) {}

    private WriteSteps(EnvironmentName environment, SortedMap<SecretName, Step> steps) {
        this.environment = environment;
        this.steps = steps;
    }

    static WriteSteps of(
            EnvironmentName environment, Map<SecretName, Secret.Content> wanted, Map<SecretName, Found> current) {
        SortedMap<SecretName, Step> steps = new TreeMap<>();
        wanted.forEach((name, wanting) -> {
            Optional<Found> found = Optional.ofNullable(current.get(name));
            Secret.Content content = keepingNote(wanting, found);
            steps.put(name, new Step(kind(content, found), content, found));
        });
        return new WriteSteps(environment, steps);
    }

    /** The steps to exactly these contents, deletions among them, where they are not there already. */
    static WriteSteps edited(
            EnvironmentName environment, Map<SecretName, Secret.Content> wanted, Map<SecretName, Found> current) {
        SortedMap<SecretName, Step> steps = new TreeMap<>();
        wanted.forEach((name, content) -> {
            Optional<Found> found = Optional.ofNullable(current.get(name));
            steps.put(name, new Step(kind(content, found), content, found));
        });
        return new WriteSteps(environment, steps);
    }

    private static Kind kind(Secret.Content content, Optional<Found> current) {
        Optional<Secret.Content> live =
                current.map(Found::secret).filter(secret -> !secret.isDeleted()).map(Secret::content);
        if (content.isDeleted()) {
            return live.isEmpty() ? Kind.UNCHANGED : Kind.REMOVED;
        }
        return live.isEmpty() ? Kind.ADDED : live.get().equals(content) ? Kind.UNCHANGED : Kind.CHANGED;
    }

    /** The steps to exactly these contents, all of which are written. */
    static WriteSteps exactly(
            EnvironmentName environment, Map<SecretName, Secret.Content> wanted, Map<SecretName, Found> current) {
        SortedMap<SecretName, Step> steps = new TreeMap<>();
        wanted.forEach((name, content) ->
                steps.put(name, new Step(Kind.CHANGED, content, Optional.ofNullable(current.get(name)))));
        return new WriteSteps(environment, steps);
    }

    /** Content without a note keeps the one that is there. */
    private static Secret.Content keepingNote(Secret.Content wanted, Optional<Found> current) {
        Note note = current.map(Found::secret)
                .filter(secret -> !secret.isDeleted())
                .flatMap(Secret::note)
                .orElse(null);
        return wanted.note() != null ? wanted : wanted.withNote(note);
    }

    /** The environment that would be written. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The names that are new, or were deleted, ascending. */
    public List<SecretName> added() {
        return names(Kind.ADDED);
    }

    /** The names that exist and would get another value, note or flag, ascending. */
    public List<SecretName> changed() {
        return names(Kind.CHANGED);
    }

    /** The names that are already as wanted, ascending. */
    public List<SecretName> unchanged() {
        return names(Kind.UNCHANGED);
    }

    /** The names that exist and would be deleted, ascending. */
    public List<SecretName> removed() {
        return names(Kind.REMOVED);
    }

    /** Those of {@link #changed} that would be of another kind, ascending by name. */
    public SortedMap<SecretName, ChangedKind> changedKinds() {
        SortedMap<SecretName, ChangedKind> changes = new TreeMap<>();
        steps.forEach((name, step) -> ChangedKind.between(step.current().map(Found::secret), step.content())
                .ifPresent(change -> changes.put(name, change)));
        return changes;
    }

    /** The same without what would change existing secrets. */
    public WriteSteps keepingExisting() {
        SortedMap<SecretName, Step> kept = new TreeMap<>(steps);
        kept.values().removeIf(step -> step.kind() == Kind.CHANGED);
        return new WriteSteps(environment, kept);
    }

    /** What would be written, by name. */
    public Map<SecretName, Secret.Content> contents() {
        SortedMap<SecretName, Secret.Content> contents = new TreeMap<>();
        writes().forEach((name, step) -> contents.put(name, step.content()));
        return contents;
    }

    /** The current versions that it was decided against, deleted ones among them, by name. */
    public Map<SecretName, Secret> current() {
        SortedMap<SecretName, Secret> current = new TreeMap<>();
        steps.forEach((name, step) -> step.current().ifPresent(found -> current.put(name, found.secret())));
        return current;
    }

    /** The steps that write something. */
    Map<SecretName, Step> writes() {
        SortedMap<SecretName, Step> writes = new TreeMap<>(steps);
        writes.values().removeIf(step -> step.kind() == Kind.UNCHANGED);
        return writes;
    }

    private List<SecretName> names(Kind kind) {
        List<SecretName> names = new ArrayList<>();
        steps.forEach((name, step) -> {
            if (step.kind() == kind) {
                names.add(name);
            }
        });
        return names;
    }
}
