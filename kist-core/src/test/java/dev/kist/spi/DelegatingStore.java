// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes everything on to a real store; a test's class overrides what it makes fail. */
public class DelegatingStore implements SecretStore {
    private final SecretStore store;

    public DelegatingStore(SecretStore store) {
        this.store = store;
    }

    @Override
    public StoreDescription description() {
        return store.description();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Duration timeout() {
        return store.timeout();
    }

    @Override
    public boolean hasTransactions() {
        return store.hasTransactions();
    }

    @Override
    public void prepareForWriting() {
        store.prepareForWriting();
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return store.findEnvironment(name, freshness);
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        store.findEnvironments(freshness, consumer);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return store.environmentNames();
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return store.insertEnvironment(document);
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return store.replaceEnvironment(document);
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        store.findSecrets(selection, freshness, consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        store.findHistory(selection, freshness, consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return store.write(writes);
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return store.writeAtomically(writes);
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> documents) {
        return store.insertSecrets(documents);
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        return store.insertFormers(documents);
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return store.replaceFormers(replacements);
    }

    @Override
    public void prepareForRemoval(boolean isOfFormersAlone) {
        store.prepareForRemoval(isOfFormersAlone);
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return store.deleteFormer(formers);
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return store.deleteSecret(current);
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return store.deleteEnvironment(document);
    }

    @Override
    public <T> Optional<T> as(Class<T> ability) {
        return store.as(ability);
    }

    @Override
    public void close() {
        store.close();
    }
}
