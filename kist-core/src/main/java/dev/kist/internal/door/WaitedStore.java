// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that says so where it is waited for. */
final class WaitedStore implements SecretStore {
    private final SecretStore store;
    private final Waiting waiting;

    /**
     * {@code store}, which tells {@code listener}; as it is where nobody listens, or where it is on this machine: a clock costs
     * a thread.
     */
    static SecretStore of(SecretStore store, Optional<Consumer<String>> listener) {
        return listener.filter(who -> !store.description().isLocal())
                .<SecretStore>map(who -> new WaitedStore(store, who))
                .orElse(store);
    }

    private WaitedStore(SecretStore store, Consumer<String> listener) {
        this.store = store;
        this.waiting = new Waiting(store.description().toString(), listener);
    }

    @Override
    public StoreDescription description() {
        return store.description();
    }

    @Override
    public void connectAhead() {
        store.connectAhead();
    }

    @Override
    public Instant now() {
        return waiting.during(store::now);
    }

    @Override
    public Duration timeout() {
        return store.timeout();
    }

    @Override
    public boolean hasTransactions() {
        return waiting.during(store::hasTransactions);
    }

    @Override
    public void prepareForWriting() {
        waiting.during(store::prepareForWriting);
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return waiting.during(() -> store.findEnvironment(name, freshness));
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        waiting.during(each -> store.findEnvironments(freshness, each), consumer);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return waiting.during(store::environmentNames);
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return waiting.during(() -> store.insertEnvironment(document));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return waiting.during(() -> store.replaceEnvironment(document));
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        waiting.during(each -> store.findSecrets(selection, freshness, each), consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        waiting.during(each -> store.findHistory(selection, freshness, each), consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return waiting.during(() -> store.write(writes));
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return waiting.during(() -> store.writeAtomically(writes));
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> documents) {
        return waiting.during(() -> store.insertSecrets(documents));
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        return waiting.during(() -> store.insertFormers(documents));
    }

    @Override
    public <T> Optional<T> as(Class<T> ability) {
        return store.as(ability);
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return waiting.during(() -> store.replaceFormers(replacements));
    }

    @Override
    public void prepareForRemoval(boolean isOfFormersAlone) {
        waiting.during(() -> store.prepareForRemoval(isOfFormersAlone));
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return waiting.during(() -> store.deleteFormer(formers));
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return waiting.during(() -> store.deleteSecret(current));
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return waiting.during(() -> store.deleteEnvironment(document));
    }

    @Override
    public void close() {
        store.close();
    }
}
