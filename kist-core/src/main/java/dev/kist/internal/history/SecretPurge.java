// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.history;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.protocol.DocumentCount;
import dev.kist.internal.protocol.Removal;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes a secret for good: its history, then its current document. What does not decrypt any more can be removed, too; what
 * Kist did not write is never removed. Thread-safe.
 */
public final class SecretPurge {
    private static final int MAX_TRIES = 10;

    private final SecretStore store;
    private final SecretReader reader;
    private final KeyAdministration administration;

    public SecretPurge(Environments environments, Actor actor) {
        this.administration = new KeyAdministration(environments, actor);
        this.store = environments.store();
        this.reader = new SecretReader(environments);
    }

    /**
     * What there is of a secret.
     *
     * @param name its name
     * @param environment its environment
     * @param version the current version; 0 where only former ones are left
     * @param documents how many documents would be removed
     */
    public record Remains(EnvironmentName environment, SecretName name, int version, int documents) {}

    /**
     * Looks at what there is.
     *
     * @throws NotFoundException if there is nothing
     * @throws KistException if a document of that name was not written by Kist, or was changed by other hands
     */
    public Remains find(EnvironmentName environment, SecretName name) {
        Optional<CurrentDocument> current = current(environment, name);
        int formers = DocumentCount.of(
                        counter -> store.findHistory(Selection.of(environment, name), Freshness.PRIMARY, found -> {
                            requireOurs(environment, found);
                            counter.accept(found);
                        }))
                .own();
        if (current.isEmpty() && formers == 0) {
            throw reader.notFound(environment, name);
        }
        return new Remains(
                environment,
                name,
                current.map(CurrentDocument::version).orElse(0),
                formers + (current.isPresent() ? 1 : 0));
    }

    /**
     * Removes what was looked at, once it is recorded. Nothing is recorded where the store refuses the user all removals.
     *
     * @throws ConflictException if another writer wrote a version since; that one stays
     */
    public void remove(Remains shown) {
        remove(shown, details(shown));
    }

    /** As {@link #remove(Remains)}, for a secret that has another name now. */
    void removeRenamed(Remains shown, SecretName now) {
        remove(shown, details(shown).with("renamed_to", now.value()));
    }

    private static JsonMembers details(Remains shown) {
        return JsonMembers.NONE
                .with("secrets", 1)
                .with("versions", shown.documents())
                .with("key", shown.name().value());
    }

    private void remove(Remains shown, JsonMembers details) {
        store.prepareForRemoval(false);
        administration.record(shown.environment(), EventKind.PURGED, details);
        Removal removal = new Removal(store, shown.environment(), removed -> {});
        Selection selection = Selection.of(shown.environment(), shown.name());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<CurrentDocument> current = current(shown.environment(), shown.name());
            if (current.isPresent() && current.get().version() != shown.version()) {
                throw new ConflictException(
                        shown.environment(), List.of(shown.name()), "look at its versions and decide again");
            }
            removal.removeFormers(selection, former -> true);
            if (current.isEmpty() || removal.removeSecret(current.get())) {
                return;
            }
        }
        throw new ConflictException(
                shown.environment(), List.of(shown.name()), "other writers came first every time: try again");
    }

    private Optional<CurrentDocument> current(EnvironmentName environment, SecretName name) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(Selection.of(environment, name), Freshness.PRIMARY, found::add);
        found.forEach(stored -> requireOurs(environment, stored));
        return found.stream().map(CurrentDocument.class::cast).findFirst();
    }

    private static void requireOurs(EnvironmentName environment, StoredDocument stored) {
        if (stored instanceof ForeignDocument foreign) {
            throw foreign.failure(environment);
        }
    }
}
