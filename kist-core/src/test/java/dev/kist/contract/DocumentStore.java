// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Documents as they are, whatever is wrong with them: a store to read from. It has no unique index, and writes to it fail.
 *
 * @param secrets the fields of the documents of {@code secrets}
 * @param history those of {@code secrets.history}
 * @param environments those of {@code secrets.environments}
 */
public record DocumentStore(
        List<Map<String, Object>> secrets, List<Map<String, Object>> history, List<Map<String, Object>> environments)
        implements SecretStore {

    @Override
    public StoreDescription description() {
        return new StoreDescription("documents of the test", "kist.secrets", false);
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean hasTransactions() {
        return false;
    }

    @Override
    public void prepareForWriting() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return environments.stream()
                .filter(fields -> name.value().equals(fields.get("_id")))
                .findFirst()
                .map(fields -> DocumentFields.parseEnvironment(name, fields));
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        environmentNames().stream()
                .map(name -> findEnvironment(name, freshness).orElseThrow())
                .forEach(consumer);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return environments.stream()
                .map(fields -> EnvironmentName.parse(String.valueOf(fields.get("_id"))))
                .sorted()
                .toList();
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        find(secrets, selection, DocumentFields::parseCurrent).forEach(consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        find(history, selection, DocumentFields::parseFormer).forEach(consumer);
    }

    private static List<StoredDocument> find(
            List<Map<String, Object>> documents,
            Selection selection,
            Function<Map<String, Object>, StoredDocument> parse) {
        List<StoredDocument> found = new ArrayList<>();
        for (Map<String, Object> fields : documents) {
            boolean isMeant = selection
                    .keys()
                    .map(keys -> keys.contains(fields.get("key")))
                    .orElse(true);
            if (isMeant && selection.environment().value().equals(fields.get("environment"))) {
                found.add(parse.apply(fields));
            }
        }
        found.sort(Comparator.comparing(StoredDocument::key)
                .thenComparing(document -> document instanceof SecretDocument secret ? secret.version() : 0));
        return found.subList(0, Math.min(selection.limit(), found.size()));
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> documents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
