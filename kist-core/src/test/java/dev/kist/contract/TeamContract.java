package dev.kist.contract;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** People with keys and one environment, on a real store. */
abstract class TeamContract {
    static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    static final Actor ACTOR = Actor.parse("alice@laptop");

    final X25519Identity alice = X25519Identity.generate();
    final X25519Identity bob = X25519Identity.generate();
    final X25519Identity carol = X25519Identity.generate();

    StoreWithFaults store;

    /** A store on data that does not exist yet when a test begins, the same data within one test. */
    protected abstract SecretStore openStore();

    @BeforeEach
    void open() {
        store = new StoreWithFaults(openStore());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The environments as the holder of these keys sees them, knowing no fingerprint, with nothing read yet. */
    Environments as(X25519Identity... keys) {
        return knowing(KnownFingerprints.none(), keys);
    }

    Environments knowing(KnownFingerprints known, X25519Identity... keys) {
        return new Environments(store, Identities.of(Arrays.asList(keys)), known);
    }

    KeyAdministration administration(X25519Identity... keys) {
        return new KeyAdministration(as(keys), ACTOR);
    }

    Rotation rotation(X25519Identity... keys) {
        return new Rotation(as(keys), ACTOR);
    }

    /** The environment, created by alice, with the keys of these others added. */
    OpenEnvironment team(X25519Identity... others) {
        as(alice).create(PRODUCTION, Label.parse("alice"), ACTOR);
        for (X25519Identity other : others) {
            administration(alice).add(PRODUCTION, other.recipient(), labelOf(other));
        }
        return open(alice);
    }

    private Label labelOf(X25519Identity key) {
        return Label.parse(
                key.equals(bob)
                        ? "bob"
                        : key.equals(carol) ? "carol" : "key " + key.recipient().id());
    }

    OpenEnvironment open(X25519Identity key) {
        return as(key).open(PRODUCTION, Freshness.PRIMARY);
    }

    void set(X25519Identity key, String name, String value) {
        set(as(key), name, value);
    }

    void set(Environments environments, String name, String value) {
        new SecretWriter(environments, ACTOR)
                .write(
                        PRODUCTION,
                        SecretName.parse(name),
                        current -> Optional.of(new Secret.Content(
                                SecretValue.of(value), Note.of("note of " + value), Secret.Kind.LITERAL)));
    }

    List<Secret> secrets(X25519Identity key) {
        return new SecretReader(as(key)).readAll(PRODUCTION, Freshness.PRIMARY).requireAll();
    }

    List<String> values(X25519Identity key) {
        return secrets(key).stream().map(secret -> secret.value().text()).toList();
    }

    /** The texts of all versions of a secret that are kept, the current one last. */
    List<String> history(String name) {
        return new HistoryReader(as(alice))
                .read(PRODUCTION, SecretName.parse(name)).versions().stream()
                        .map(version -> version.value().text())
                        .toList();
    }
}
