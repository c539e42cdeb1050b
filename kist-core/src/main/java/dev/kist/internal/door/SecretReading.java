// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Snapshot.Loaded;
import dev.kist.TemplateException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.Freshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the secrets of one environment. */
final class SecretReading {
    private final EnvironmentName name;
    private final Environments environments;
    private final FirstSight firstSight;

    SecretReading(EnvironmentName name, Environments environments, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.firstSight = firstSight;
    }

    Snapshot load(Loading what) {
        SecretLoader loader = what.moment()
                .map(moment -> new HistoryReader(environments)
                        .loaderAt(moment.in(environments.store().now())))
                .orElseGet(() -> new SecretLoader(environments));
        boolean isPart = what.only().isPresent() && !what.skipsUnreadable();
        LoadedSecrets loaded = isPart
                ? loader.load(name, what.only().orElseThrow())
                : loader.load(name, what.skipsUnreadable() ? Unreadable.SKIP : Unreadable.FAIL);
        firstSight.welcome(loaded.environment());
        if (!isPart) {
            requireExisting(what.except(), loaded.names());
        }
        return snapshot(loaded, what);
    }

    Snapshot snapshot(LoadedSecrets loaded, Loading what) {
        Collection<SecretName> wanted = what.only().isPresent() ? what.only().orElseThrow() : loaded.names();
        SortedMap<SecretName, Loaded> secrets = new TreeMap<>();
        List<KistException> unreadable = new ArrayList<>(loaded.unreadable());
        for (SecretName secret : wanted) {
            if (what.except().contains(secret)) {
                continue;
            }
            try {
                Secret stored = loaded.require(secret);
                secrets.put(secret, new Loaded(stored, what.isAsStored() ? stored.value() : loaded.value(secret)));
            } catch (KistException e) {
                boolean isBroken = e instanceof TemplateException || unreadable.contains(e);
                if (!what.skipsUnreadable() || !isBroken) {
                    throw e;
                }
                if (!unreadable.contains(e)) {
                    unreadable.add(e);
                }
            }
        }
        return new Snapshot(name, secrets, unreadable);
    }

    private void requireExisting(Collection<SecretName> names, Collection<SecretName> existing) {
        for (SecretName wanted : names) {
            if (!existing.contains(wanted)) {
                throw NotFoundException.secret(name, wanted, existing);
            }
        }
    }

    Listing list(Loading what) {
        Instant now = environments.store().now();
        Reading reading = what.moment().isPresent()
                ? new HistoryReader(environments)
                        .readAllAt(name, what.moment().orElseThrow().in(now))
                : new SecretReader(environments).readAll(name, Freshness.PREFER_PRIMARY);
        firstSight.welcome(reading.environment());
        List<Secret> secrets = reading.secrets().stream()
                .filter(secret -> !secret.isDeleted())
                .filter(secret ->
                        what.only().map(only -> only.contains(secret.name())).orElse(true))
                .filter(secret -> !what.except().contains(secret.name()))
                .toList();
        return new Listing(name, secrets, reading.unreadable(), now);
    }
}
