// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NamePattern;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
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
        Optional<Instant> time =
                what.moment().map(moment -> moment.in(environments.store().now()));
        SecretLoader loader =
                time.map(new HistoryReader(environments)::loaderAt).orElseGet(() -> new SecretLoader(environments));
        try {
            LoadedSecrets loaded = load(loader, what);
            firstSight.welcome(loaded.environment());
            return snapshot(loaded, what);
        } catch (NotFoundException e) {
            throw time.map(e::at).orElse(e);
        }
    }

    /** These names alone where that is enough; all where a pattern, or what is to be left out, has to be looked up. */
    private LoadedSecrets load(SecretLoader loader, Loading what) {
        if (what.skipsUnreadable() || what.only().isEmpty()) {
            return loader.load(name, what.skipsUnreadable() ? Unreadable.SKIP : Unreadable.FAIL);
        }
        List<NamePattern> only = what.only().orElseThrow();
        List<SecretName> names =
                only.stream().flatMap(pattern -> pattern.name().stream()).toList();
        return names.size() == only.size() && what.except().isEmpty()
                ? loader.load(name, names)
                : loader.load(name, Unreadable.SKIP).requireReadable(what::wants);
    }

    Snapshot snapshot(LoadedSecrets loaded, Loading what) {
        SortedSet<SecretName> names = loaded.names();
        Collection<SecretName> wanted =
                what.only().map(only -> matches(only, names)).orElse(names);
        Collection<SecretName> unwanted = existing(what.except(), names);
        SortedMap<SecretName, Loaded> secrets = new TreeMap<>();
        List<KistException> unreadable = new ArrayList<>(loaded.unreadable());
        for (SecretName secret : wanted) {
            if (unwanted.contains(secret)) {
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

    /** The names that are meant, of those that there are; a name as it is counts even where there is none. */
    private Set<SecretName> matches(List<NamePattern> patterns, Collection<SecretName> existing) {
        Set<SecretName> names = new LinkedHashSet<>();
        for (NamePattern pattern : patterns) {
            List<SecretName> found = pattern.name()
                    .map(List::of)
                    .orElseGet(() -> existing.stream().filter(pattern::matches).toList());
            if (found.isEmpty()) {
                throw NotFoundException.pattern(name, pattern);
            }
            names.addAll(found);
        }
        return names;
    }

    private Set<SecretName> existing(List<NamePattern> patterns, Collection<SecretName> existing) {
        Set<SecretName> names = matches(patterns, existing);
        for (SecretName wanted : names) {
            if (!existing.contains(wanted)) {
                throw NotFoundException.secret(name, wanted, existing);
            }
        }
        return names;
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
                .filter(secret -> what.wants(secret.name()))
                .toList();
        return new Listing(name, secrets, reading.unreadable(), now);
    }
}
