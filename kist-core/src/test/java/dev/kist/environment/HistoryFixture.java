package dev.kist.environment;

import dev.kist.environment.HistoryReader.Histories;
import dev.kist.environment.SecretWriter.Outcome;
import dev.kist.format.DocumentFields;
import dev.kist.format.DocumentId;
import dev.kist.format.SecretDocument;
import dev.kist.format.StoredDocument;
import dev.kist.keyring.KnownFingerprints;
import dev.kist.keyring.OpenEnvironment;
import dev.kist.keyring.SecretKey;
import dev.kist.keyring.SecretKeys;
import dev.kist.keyring.UnknownDekException;
import dev.kist.secret.Actor;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Label;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.secret.SecretValue;
import dev.kist.store.Freshness;
import dev.kist.store.SecretStore;
import dev.kist.store.Selection;
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

    private final SecretKeys keys = SecretKeys.of(List.of(SecretKey.generate()));
    SecretStore store;
    Environments environments;
    SecretWriter writer;
    HistoryReader reader;
    OpenEnvironment open;

    /** A store on data that does not exist yet. */
    protected abstract SecretStore openStore();

    /** Inserts a document into history past the store, as another program would. */
    protected abstract void insertHistory(Map<String, ?> fields);

    @BeforeEach
    void create() {
        store = openStore();
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

    final List<SecretDocument> formers(SecretName name) {
        List<SecretDocument> formers = new ArrayList<>();
        store.findHistory(
                Selection.of(ENVIRONMENT, name), Freshness.PRIMARY, found -> formers.add((SecretDocument) found));
        return formers;
    }

    final void insertFormer(SecretDocument former) {
        insertHistory(DocumentFields.ofFormer(former));
    }

    static List<String> values(SecretHistory history) {
        return history.versions().stream().map(secret -> secret.value().text()).toList();
    }

    final Secret write(SecretName name, Secret.Content content) {
        Outcome outcome = writer.write(ENVIRONMENT, name, current -> Optional.of(content));
        return outcome.secret().orElseThrow();
    }

    final LoadedSecrets at(Instant time) {
        return new SecretLoader(environments).at(time).load(ENVIRONMENT, SecretLoader.Unreadable.FAIL);
    }

    final SecretDocument document(SecretName name) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(Selection.of(ENVIRONMENT, name), Freshness.PRIMARY, found::add);
        return (SecretDocument) found.get(0);
    }

    final Secret current(SecretName name) {
        try {
            return open.decryptCurrent(document(name));
        } catch (UnknownDekException e) {
            throw new AssertionError(e);
        }
    }

    final Secret decryptFormer(SecretDocument former) {
        try {
            return open.decryptFormer(former);
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
