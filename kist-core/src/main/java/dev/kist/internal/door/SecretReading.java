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
import java.util.function.Supplier;

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
        try {
            LoadedSecrets loaded = load(loader(time), what);
            firstSight.welcome(loaded.environment());
            return snapshot(loaded, what);
        } catch (NotFoundException e) {
            throw time.map(e::at).orElse(e);
        }
    }

    private SecretLoader loader(Optional<Instant> time) {
        return time.map(new HistoryReader(environments)::loaderAt).orElseGet(() -> new SecretLoader(environments));
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
        Collected collected = new Collected(loaded, what);
        if (what.only().isEmpty() && what.except().isEmpty()) {
            loaded.secrets().forEach(stored -> collected.add(stored.name(), () -> stored));
            return collected.snapshot();
        }
        SortedSet<SecretName> names = loaded.names();
        Collection<SecretName> wanted = what.only()
                .<Collection<SecretName>>map(only -> matches(only, names))
                .orElse(names);
        Collection<SecretName> unwanted = existing(what.except(), names);
        for (SecretName secret : wanted) {
            if (!unwanted.contains(secret)) {
                collected.add(secret, () -> loaded.require(secret));
            }
        }
        return collected.snapshot();
    }

    /** What a snapshot is made of. */
    private final class Collected {
        private final LoadedSecrets loaded;
        private final Loading what;
        private final SortedMap<SecretName, Loaded> secrets = new TreeMap<>();
        private final List<KistException> unreadable;

        Collected(LoadedSecrets loaded, Loading what) {
            this.loaded = loaded;
            this.what = what;
            this.unreadable = new ArrayList<>(loaded.unreadable());
        }

        void add(SecretName secret, Supplier<Secret> find) {
            try {
                Secret stored = find.get();
                boolean isResolved = stored.isTemplate() && !what.isAsStored();
                secrets.put(secret, new Loaded(stored, isResolved ? loaded.value(secret) : stored.value()));
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

        Snapshot snapshot() {
            return new Snapshot(name, secrets, unreadable);
        }
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
        Optional<Instant> time = what.moment().map(moment -> moment.in(now));
        Reading reading = time.isPresent()
                ? new HistoryReader(environments).readAllAt(name, time.get())
                : new SecretReader(environments).readAll(name, Freshness.PREFER_PRIMARY);
        firstSight.welcome(reading.environment());
        if (what.isWithInherited() && reading.environment().sealed().inherits() != null) {
            return listing(what, loader(time), reading, now);
        }
        return listing(what, reading.secrets(), reading.unreadable(), now);
    }

    /** With what applies of the parents; where these cannot be read, what the environment has itself. */
    private Listing listing(Loading what, SecretLoader loader, Reading own, Instant now) {
        try {
            LoadedSecrets loaded = loader.load(own, Unreadable.SKIP);
            return listing(what, loaded.applying(), loaded.unreadable(), now);
        } catch (KistException e) {
            if (e.reason() == KistException.Reason.UNAVAILABLE) {
                throw e;
            }
            List<KistException> unreadable = new ArrayList<>(own.unreadable());
            unreadable.add(e);
            return listing(what, own.secrets(), unreadable, now);
        }
    }

    private Listing listing(Loading what, List<Secret> found, List<KistException> unreadable, Instant now) {
        List<Secret> secrets = found.stream()
                .filter(secret -> !secret.isDeleted())
                .filter(secret -> what.wants(secret.name()))
                .toList();
        return new Listing(name, secrets, unreadable, now);
    }
}
