// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.EnvironmentOverview;
import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.MovePlan;
import dev.kist.NoKeyException;
import dev.kist.Parent;
import dev.kist.Search;
import dev.kist.Secret;
import dev.kist.Setting;
import dev.kist.Settings;
import dev.kist.StoreDescription;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.FingerprintsAtHand;
import dev.kist.internal.environment.KeysAtHand;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.move.StoreMove;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.trust.FingerprintStamps;
import dev.kist.internal.trust.Memory;
import dev.kist.internal.watch.Watches;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.StoredEnvironment;
import dev.kist.spi.UnreadableEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A store that was opened with the settings and keys at hand. */
final class OpenedKist implements Kist {
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(2);

    private final EffectiveSettings settings;
    private final SecretStore store;
    private final Environments environments;
    private final Consumer<String> warnings;
    private final Watches watches;
    private final AtomicBoolean isDefaultTold = new AtomicBoolean();

    private OpenedKist(EffectiveSettings settings, SecretStore store, Identities keys) {
        this.settings = settings;
        this.store = store;
        StoreDescription description = store.description();
        this.environments = new Environments(
                store,
                new KeysAtHand(keys, () -> settings.keysOfCommand().with(keys.services())),
                new FingerprintsAtHand(
                        () -> settings.knownFingerprints(description),
                        FingerprintStamps.of(settings.fingerprintFiles())),
                Memory.of(settings.state(), description, settings.options().isOlderAccepted()));
        this.warnings = settings.options().warnings();
        this.watches = new Watches(warnings, patience(store.timeout()));
    }

    /** Half of what the end may take; the store has the other half. */
    private static Duration patience(Duration timeout) {
        Duration half = timeout.dividedBy(2);
        return half.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : half;
    }

    static OpenedKist open(EffectiveSettings settings) {
        List<String> odd = new ArrayList<>();
        Identities keys = settings.validKeys(odd).with(settings.keyServices());
        odd.forEach(settings.options().warnings());
        SecretStore store =
                WaitedStore.of(settings.openStore(), settings.options().waiting());
        try {
            if (settings.options().isConnectingAhead()) {
                store.connectAhead();
                keys.prepare();
            }
            return new OpenedKist(settings, store, keys);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The environments behind it. */
    Environments opened() {
        return environments;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public StoreDescription store() {
        return store.description();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    @Override
    public Environment environment() {
        EnvironmentName name = settings.environment();
        if (settings.isDefaultEnvironment() && !isDefaultTold.getAndSet(true)) {
            warnings.accept(
                    "no environment is set: using " + name + "; " + Setting.ENVIRONMENT.variable() + " sets one");
        }
        return environment(name);
    }

    @Override
    public Environment environment(EnvironmentName name) {
        return new OpenedEnvironment(name, new OpenedEnvironment.Shared(environments, settings, watches, warnings));
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return environments.names();
    }

    @Override
    public List<EnvironmentOverview> environments() {
        List<EnvironmentOverview> all = new ArrayList<>();
        store.findEnvironments(Freshness.PREFER_PRIMARY, stored -> all.add(overview(stored)));
        return List.copyOf(all);
    }

    private EnvironmentOverview overview(StoredEnvironment stored) {
        return stored instanceof EnvironmentDocument document
                ? overview(document)
                : new EnvironmentOverview(
                        stored.name(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0,
                        false,
                        Optional.empty(),
                        Optional.of(((UnreadableEnvironment) stored).failure()));
    }

    private EnvironmentOverview overview(EnvironmentDocument document) {
        boolean opens = false;
        Optional<Parent> parent = Optional.empty();
        Optional<KistException> failure = Optional.empty();
        try {
            parent = Lineage.parentOf(environments.look(document));
            opens = true;
        } catch (NoKeyException e) {
            // Of others alone.
        } catch (KistException e) {
            failure = Optional.of(e);
        }
        return new EnvironmentOverview(
                document.name(),
                document.createdAt(),
                document.updatedAt(),
                document.keys().size(),
                opens,
                parent,
                failure);
    }

    @Override
    public Search.Result search(Search what) {
        List<EnvironmentName> where = what.environments().isEmpty() ? environmentNames() : what.environments();
        List<Secret> found = new ArrayList<>();
        List<KistException> unreadable = new ArrayList<>();
        for (EnvironmentName name : where) {
            try {
                Listing listing = environment(name).list(Loading.all());
                listing.secrets().stream().filter(what::matches).forEach(found::add);
                unreadable.addAll(listing.unreadable());
            } catch (KistException e) {
                if (e.reason() != KistException.Reason.NOT_READABLE) {
                    throw e;
                }
                unreadable.add(e);
            }
        }
        return new Search.Result(found, unreadable, now());
    }

    @Override
    public List<KeyAtHand> keys() {
        return environments.anyKeys().asList().stream()
                .map(Identity::recipient)
                .map(key -> new KeyAtHand(key.id(), key.text()))
                .toList();
    }

    @Override
    public MovePlan planMove(Kist target) {
        if (!(target instanceof OpenedKist other)) {
            throw new IllegalArgumentException("not opened by Kist.open");
        }
        if (other.store().equals(store())) {
            throw new InvalidInputException(store() + " cannot be moved to itself", "name another store");
        }
        StoreMove move = new StoreMove(store, other.store);
        long documents = move.count();
        move.requireFree();
        FirstSight firstSight = new FirstSight(environments, warnings);
        TrustedFiles trusted = new TrustedFiles(other.settings, other.store());
        return new PreparedMove(environments, other.environments, move, firstSight, trusted, documents);
    }

    @Override
    public void close() {
        watches.closeAll();
        store.close();
    }

    @Override
    public String toString() {
        return "Kist[" + store.description() + "]";
    }
}
