// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.Change;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.Race;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link EnvironmentContract} share: a real store, and someone with a key who writes to it. */
abstract class OnRealStore {
    static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    static final Label LABEL = Label.parse("alice");
    static final Actor ALICE = Actor.parse("alice@laptop");
    static final Actor BOB = Actor.parse("bob@desktop");
    static final SecretName TOKEN = SecretName.parse("TOKEN");

    final X25519Identity key = X25519Identity.generate();

    private final EnvironmentContract stores;
    private final List<SecretStore> opened = new ArrayList<>();

    /** The store under test, on data that does not exist yet. */
    SecretStore store;

    OnRealStore(EnvironmentContract stores) {
        this.stores = stores;
    }

    @BeforeEach
    void open() {
        store = anotherStore();
    }

    @AfterEach
    void close() {
        opened.forEach(SecretStore::close);
    }

    final SecretStore anotherStore() {
        SecretStore another = stores.openStore();
        opened.add(another);
        return another;
    }

    /** The environments of {@code on} as the holder of the key sees them, knowing no fingerprint, with nothing read yet. */
    final Environments environments(SecretStore on) {
        return environments(on, KnownFingerprints.none());
    }

    final Environments environments(SecretStore on, KnownFingerprints known) {
        return new Environments(on, Identities.of(List.of(key)), known);
    }

    final OpenEnvironment create(EnvironmentName name) {
        return environments(store).create(name, LABEL, ALICE);
    }

    final SecretWriter writer(SecretStore on, Actor actor) {
        return new SecretWriter(environments(on), actor);
    }

    final Outcome put(String name, String value) {
        return put(PRODUCTION, name, value);
    }

    final Outcome put(EnvironmentName environment, String name, String value) {
        return write(environment, name, Content.literal(SecretValue.of(value)));
    }

    final Outcome putTemplate(EnvironmentName environment, String name, String value) {
        return write(environment, name, Content.template(SecretValue.of(value)));
    }

    final Outcome write(EnvironmentName environment, String name, Content content) {
        return writer(store, ALICE).write(environment, SecretName.parse(name), to(content));
    }

    /** To {@code content}, unless it is so already. */
    static Change to(Content content) {
        return current ->
                current.map(Secret::content).equals(Optional.of(content)) ? Optional.empty() : Optional.of(content);
    }

    static Change to(String value) {
        return to(Content.literal(SecretValue.of(value)));
    }

    final Secret current(SecretName name) {
        return new SecretReader(environments(store))
                .read(Selection.of(PRODUCTION, name), Freshness.PRIMARY).requireAll().stream()
                        .findFirst()
                        .orElseThrow();
    }

    /** The former versions of a secret, decrypted as such, in order. */
    final List<Secret> formers(SecretName name) throws Exception {
        OpenEnvironment open = environments(store).open(PRODUCTION, Freshness.PRIMARY);
        List<StoredDocument> found = new ArrayList<>();
        store.findHistory(Selection.of(PRODUCTION, name), Freshness.PRIMARY, found::add);
        List<Secret> formers = new ArrayList<>();
        for (StoredDocument former : found) {
            formers.add(open.decrypt((FormerDocument) former));
        }
        return formers;
    }

    /** All versions of a secret as text, with what every history promises checked. */
    final List<String> versions(SecretName name) throws Exception {
        List<Secret> all = new ArrayList<>(formers(name));
        all.add(current(name));
        for (int i = 0; i < all.size(); i++) {
            Secret version = all.get(i);
            assertThat(version.version()).isEqualTo(i + 1);
            assertThat(version.createdAt()).isEqualTo(all.get(0).updatedAt());
            if (i > 0) {
                assertThat(version.updatedAt()).isAfter(all.get(i - 1).updatedAt());
            }
        }
        return all.stream()
                .map(version ->
                        version.isDeleted() ? "deleted" : version.value().text())
                .toList();
    }

    final CurrentDocument document(SecretName name) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(Selection.of(PRODUCTION, name), Freshness.PRIMARY, found::add);
        return (CurrentDocument) found.get(0);
    }

    final Map<String, String> load(EnvironmentName environment) {
        Map<String, String> values = new TreeMap<>();
        loader().load(environment, Unreadable.FAIL)
                .values()
                .forEach((name, value) -> values.put(name.value(), value.text()));
        return values;
    }

    final SecretLoader loader() {
        return new SecretLoader(environments(store));
    }

    static Map<SecretName, Content> literals(String... namesAndValues) {
        Map<SecretName, Content> contents = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            contents.put(SecretName.parse(namesAndValues[i]), Content.literal(SecretValue.of(namesAndValues[i + 1])));
        }
        return contents;
    }

    static List<SecretName> names(String... names) {
        return Arrays.stream(names).map(SecretName::parse).toList();
    }

    /** What the tasks give when they begin at the same moment, each in its own thread. */
    static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        return Race.of(Duration.ofMinutes(3), tasks);
    }
}
