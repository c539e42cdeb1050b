// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.Label;
import dev.kist.Parent;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * Someone who can write to the database and holds no key of any member: writes with the bare driver, past every check of
 * Kist's, and knows the public keys, which are no secret. They have a key of their own, to make keyrings with.
 */
final class HostileWriter implements AutoCloseable {
    private static final Actor MALLORY = Actor.parse("mallory");
    private static final String ENVIRONMENTS = "secrets.environments";

    private final X25519Identity own = X25519Identity.generate();
    private final RawDatabase database;
    private final SecretStore store;

    private HostileWriter(RawDatabase database, SecretStore store) {
        this.database = database;
        this.store = store;
    }

    static HostileWriter on(TestServer server, String name) {
        return new HostileWriter(
                RawDatabase.of(server, name),
                SecretStoreProvider.openStore(
                        new StoreLocation.MongoDb(server.uri(), name, StoreLocation.DEFAULT_COLLECTION),
                        Duration.ofSeconds(20)));
    }

    /** Puts an environment of their own there, in the place of one that is there, and wraps its keyring for a victim. */
    OpenEnvironment plant(EnvironmentName name, String victimsPublicKey) {
        return plant(made(name, victimsPublicKey));
    }

    /** The same, as a child of an environment of the victim's. */
    OpenEnvironment plantChild(EnvironmentName name, String victimsPublicKey, Parent parent) {
        Inheritance inherits = new Inheritance(
                parent.environment().value(), parent.fingerprint().hex());
        return plant(made(name, victimsPublicKey).keys().inheriting(inherits, new Author(MALLORY, Instant::now)));
    }

    private OpenEnvironment plant(OpenEnvironment planted) {
        database.collection(ENVIRONMENTS)
                .deleteOne(new Document("_id", planted.name().value()));
        database.insert(ENVIRONMENTS, DocumentFields.of(planted.document()));
        return planted;
    }

    private OpenEnvironment made(EnvironmentName name, String victimsPublicKey) {
        Author author = new Author(MALLORY, Instant::now);
        return OpenEnvironment.create(name, Identities.of(List.of(own)), Label.parse("laptop"), author)
                .keys()
                .with(Recipient.parse(victimsPublicKey), Label.parse("you"), author);
    }

    /** A copy of an environment's document, to be put back later. */
    Document copyOf(EnvironmentName name) {
        Document found = database.collection(ENVIRONMENTS)
                .find(new Document("_id", name.value()))
                .first();
        if (found == null) {
            throw new IllegalStateException("no " + name);
        }
        return found;
    }

    /** Puts an environment's document in the place of the one that is there. */
    void putBack(Document copy) {
        database.collection(ENVIRONMENTS).replaceOne(new Document("_id", copy.get("_id")), copy);
    }

    /** Sets a field of an environment's document. */
    void setInEnvironment(EnvironmentName name, String field, Object value) {
        database.collection(ENVIRONMENTS)
                .updateOne(new Document("_id", name.value()), new Document("$set", new Document(field, value)));
    }

    /** Sets a field of a secret's document. */
    void setInSecret(String key, String field, Object value) {
        database.collection("secrets")
                .updateOne(new Document("key", key), new Document("$set", new Document(field, value)));
    }

    /** The entry of an environment's first key. */
    Document firstKey(EnvironmentName name) {
        return copyOf(name).getList("keys", Document.class).get(0);
    }

    /** Removes an environment's document, and nothing else. */
    void remove(EnvironmentName name) {
        database.collection(ENVIRONMENTS).deleteOne(new Document("_id", name.value()));
    }

    /** Adds a keyring of their own, as if a member had made it ahead for someone's removal; gives its fingerprint. */
    Fingerprint addNext(EnvironmentName name, String victimsPublicKey, String leavingPublicKey) {
        Recipient leaving = Recipient.parse(leavingPublicKey);
        OpenEnvironment theirs = made(name, victimsPublicKey)
                .keys()
                .with(leaving, Label.parse("leaving"), new Author(MALLORY, Instant::now));
        PreparedKeyring next = theirs.keys().prepare(leaving);
        EnvironmentDocument document = theirs.keys()
                .preparing(leaving, next, new Author(MALLORY, Instant::now))
                .document();
        database.insert("made", DocumentFields.of(document));
        Document made = database.collection("made").find().first();
        database.collection(ENVIRONMENTS)
                .updateOne(
                        new Document("_id", name.value()),
                        new Document("$set", new Document("next", made == null ? List.of() : made.get("next"))));
        return next.fingerprint();
    }

    /** What they can read of what is stored, with the keyring that they made. */
    Map<String, String> read(EnvironmentName name, OpenEnvironment planted) {
        Environments environments = new Environments(
                store, Identities.of(List.of(own)), KnownFingerprints.none().with(planted.fingerprint()));
        Map<String, String> values = new TreeMap<>();
        new SecretReader(environments)
                .readAll(name, Freshness.PRIMARY)
                .secrets()
                .forEach(secret ->
                        values.put(secret.name().value(), secret.value().text()));
        return values;
    }

    @Override
    public void close() {
        database.close();
        store.close();
    }
}
