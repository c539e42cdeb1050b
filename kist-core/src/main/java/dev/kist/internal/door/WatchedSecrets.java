package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.Loading;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.watch.EnvironmentWatch;
import dev.kist.spi.ChangeFeed;
import dev.kist.spi.Freshness;
import dev.kist.spi.WatchableStore;
import java.util.Optional;
import java.util.Set;

/** What a watch reads: all that applies in an environment, from the primary, so that an older state never follows a newer. */
record WatchedSecrets(EnvironmentName name, Environments environments, SecretReading reading)
        implements EnvironmentWatch.Source {
    @Override
    public EnvironmentWatch.Reading read() {
        // Its keys may be what has changed: the copy that is at hand does not count.
        environments.open(name, Freshness.PRIMARY);
        LoadedSecrets loaded = new SecretLoader(environments, Freshness.PRIMARY).load(name, Unreadable.FAIL);
        return new EnvironmentWatch.Reading(reading.snapshot(loaded, Loading.all()), loaded.environments());
    }

    @Override
    public Optional<ChangeFeed> follow(Set<EnvironmentName> followed) {
        return environments.store() instanceof WatchableStore store ? store.follow(followed) : Optional.empty();
    }
}
