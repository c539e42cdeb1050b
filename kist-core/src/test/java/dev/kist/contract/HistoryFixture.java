// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An environment on an empty store, with what the tests of history share. */
abstract class HistoryFixture {
    static final EnvironmentName ENVIRONMENT = EnvironmentName.parse("development");
    static final SecretName TOKEN = SecretName.parse("TOKEN");
    static final SecretName OTHER = SecretName.parse("OTHER");
    static final Actor ACTOR = Actor.parse("alice@laptop");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HistoryContract stores;
    private final Identities keys = Identities.of(List.of(X25519Identity.generate()));
    SecretStore store;
    Environments environments;
    SecretWriter writer;
    HistoryReader reader;
    OpenEnvironment open;

    HistoryFixture(HistoryContract stores) {
        this.stores = stores;
    }

    /** Inserts a document into history past the store, as another program would. */
    final void insertHistory(Map<String, ?> fields) {
        stores.insertHistory(fields);
    }

    @BeforeEach
    void create() {
        store = stores.openStore();
        environments = new Environments(store, keys, KnownFingerprints.none());
        writer = new SecretWriter(environments, ACTOR);
        reader = new HistoryReader(environments);
        open = environments.create(ENVIRONMENT, Label.parse("alice"), ACTOR);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The same environments and keys on another store. */
    final Environments on(SecretStore other) {
        return new Environments(other, keys, KnownFingerprints.none());
    }

    final Secret set(SecretName name, String value) {
        return write(name, literal(value));
    }

    final Secret delete(SecretName name) {
        return write(name, Secret.Content.deletion());
    }

    final void versions(SecretName name, int count) {
        for (int i = 1; i <= count; i++) {
            set(name, "value " + i);
        }
    }

    final Histories readAll() {
        return reader.read(Selection.all(ENVIRONMENT), Freshness.PRIMARY);
    }

    final List<FormerDocument> formers(SecretName name) {
        List<FormerDocument> formers = new ArrayList<>();
        store.findHistory(
                Selection.of(ENVIRONMENT, name), Freshness.PRIMARY, found -> formers.add((FormerDocument) found));
        return formers;
    }

    final void insertFormer(FormerDocument former) {
        insertHistory(DocumentFields.of(former));
    }

    static List<String> values(SecretHistory history) {
        return history.versions().stream().map(secret -> secret.value().text()).toList();
    }

    final Secret write(SecretName name, Secret.Content content) {
        Outcome outcome = writer.write(ENVIRONMENT, name, current -> Optional.of(content));
        return outcome.secret().orElseThrow();
    }

    final LoadedSecrets at(Instant time) {
        return new HistoryReader(environments).loaderAt(time).load(ENVIRONMENT, SecretLoader.Unreadable.FAIL);
    }

    final CurrentDocument document(SecretName name) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(Selection.of(ENVIRONMENT, name), Freshness.PRIMARY, found::add);
        return (CurrentDocument) found.get(0);
    }

    final Secret current(SecretName name) {
        try {
            return open.decrypt(document(name));
        } catch (UnknownDekException e) {
            throw new AssertionError(e);
        }
    }

    final Secret decryptFormer(FormerDocument former) {
        try {
            return open.decrypt(former);
        } catch (UnknownDekException e) {
            throw new AssertionError(e);
        }
    }

    static Secret.Content literal(String value) {
        return Secret.Content.literal(SecretValue.of(value));
    }

    static Secret created(Secret secret, Instant at) {
        return new Secret(
                secret.environment(), secret.name(), literal("of another time"), secret.version(), at, at, ACTOR);
    }

    static Secret withVersion(Secret secret, int version) {
        return new Secret(
                secret.environment(),
                secret.name(),
                secret.content(),
                version,
                secret.createdAt(),
                secret.updatedAt(),
                secret.updatedBy());
    }

    static DocumentId newId() {
        return DocumentId.create(Instant.now(), RANDOM);
    }
}
