package dev.kist.rotation;

import dev.kist.environment.Environments;
import dev.kist.environment.KeyAdministration;
import dev.kist.environment.SecretReader;
import dev.kist.environment.SecretWriter;
import dev.kist.keyring.KnownFingerprints;
import dev.kist.keyring.OpenEnvironment;
import dev.kist.keyring.SecretKey;
import dev.kist.keyring.SecretKeys;
import dev.kist.secret.Actor;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Label;
import dev.kist.secret.Note;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.secret.SecretValue;
import dev.kist.store.Freshness;
import dev.kist.store.SecretStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** People with keys and one environment, on a real store. */
abstract class TeamContract {
    static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    static final Actor ACTOR = Actor.parse("alice@laptop");

    final SecretKey alice = SecretKey.generate();
    final SecretKey bob = SecretKey.generate();
    final SecretKey carol = SecretKey.generate();

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
    Environments as(SecretKey... keys) {
        return knowing(KnownFingerprints.none(), keys);
    }

    Environments knowing(KnownFingerprints known, SecretKey... keys) {
        return new Environments(store, SecretKeys.of(Arrays.asList(keys)), known);
    }

    KeyAdministration administration(SecretKey... keys) {
        return new KeyAdministration(as(keys), ACTOR);
    }

    Rotation rotation(SecretKey... keys) {
        return new Rotation(as(keys), ACTOR);
    }

    /** The environment, created by alice, with the keys of these others added. */
    OpenEnvironment team(SecretKey... others) {
        as(alice).create(PRODUCTION, Label.parse("alice"), ACTOR);
        for (SecretKey other : others) {
            administration(alice).add(PRODUCTION, other.publicKey(), labelOf(other));
        }
        return open(alice);
    }

    private Label labelOf(SecretKey key) {
        return Label.parse(
                key.equals(bob)
                        ? "bob"
                        : key.equals(carol) ? "carol" : key.publicKey().id());
    }

    OpenEnvironment open(SecretKey key) {
        return as(key).open(PRODUCTION, Freshness.PRIMARY);
    }

    void set(SecretKey key, String name, String value) {
        set(as(key), name, value);
    }

    void set(Environments environments, String name, String value) {
        new SecretWriter(environments, ACTOR)
                .write(
                        PRODUCTION,
                        SecretName.parse(name),
                        current -> Optional.of(
                                new Secret.Content(SecretValue.of(value), Note.of("note of " + value), false, false)));
    }

    List<Secret> secrets(SecretKey key) {
        return new SecretReader(as(key)).readAll(PRODUCTION, Freshness.PRIMARY).requireAll();
    }

    List<String> values(SecretKey key) {
        return secrets(key).stream().map(secret -> secret.value().text()).toList();
    }
}
