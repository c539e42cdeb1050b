// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.secret.LoadedSecrets.Level;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads what applies in an environment, its parents included. Thread-safe. */
public final class SecretLoader {
    private final Environments environments;
    private final Environments parents;
    private final Source source;

    /** Where the versions that count come from. */
    public interface Source {
        Reading read(Environments in, Selection selection);
    }

    public SecretLoader(Environments environments, Source source) {
        this.environments = environments;
        this.parents = environments.asParents();
        this.source = source;
    }

    /** Loads current versions. */
    public SecretLoader(Environments environments) {
        this(environments, Freshness.PREFER_PRIMARY);
    }

    /** Loads current versions, as fresh as that. */
    public SecretLoader(Environments environments, Freshness freshness) {
        this(environments, (in, selection) -> new SecretReader(in).read(selection, freshness));
    }

    /** What to do with documents that cannot be read. */
    public enum Unreadable {
        /** Fail with the first of them. */
        FAIL,
        /** Leave them out and say so in {@link LoadedSecrets#unreadable()}. */
        SKIP
    }

    /**
     * Loads everything that applies in {@code name}.
     *
     * @throws NotFoundException if the environment does not exist
     * @throws KistException if something cannot be read and is not to be skipped
     */
    public LoadedSecrets load(EnvironmentName name, Unreadable unreadable) {
        return load(source.read(environments, Selection.all(name)), unreadable);
    }

    /**
     * Loads what {@code names} need: these alone where they are literal values of {@code name} itself, everything where
     * one is a template, missing or inherited.
     */
    public LoadedSecrets load(EnvironmentName name, Collection<SecretName> names) {
        Reading some = source.read(environments, Selection.of(name, names));
        List<Secret> secrets = some.requireAll();
        boolean isEnough = secrets.size() == names.stream().distinct().count()
                && secrets.stream().noneMatch(secret -> secret.isTemplate() || secret.isDeleted());
        return isEnough
                ? new LoadedSecrets(List.of(level(some)))
                : load(name, Unreadable.SKIP).requireReadable(names);
    }

    /** Loads everything that applies in an environment of which all was read already. */
    public LoadedSecrets load(Reading own, Unreadable unreadable) {
        return new LoadedSecrets(levels(own, unreadable));
    }

    /** The environment and its parents, with what could not be read. */
    List<Level> levels(EnvironmentName name) {
        return levels(source.read(environments, Selection.all(name)), Unreadable.SKIP);
    }

    private List<Level> levels(Reading first, Unreadable policy) {
        if (policy == Unreadable.FAIL) {
            first.requireAll();
        }
        if (first.environment().sealed().inherits() == null) {
            return List.of(level(first));
        }
        List<Reading> chain =
                Lineage.climb(first, Reading::environment, parent -> source.read(parents, Selection.all(parent)));
        if (policy == Unreadable.FAIL) {
            // Not before it is known that they are the right ones.
            chain.forEach(Reading::requireAll);
        }
        return chain.stream().map(SecretLoader::level).toList();
    }

    private static Level level(Reading reading) {
        Map<SecretName, Secret> secrets = new LinkedHashMap<>();
        reading.secrets().forEach(secret -> secrets.put(secret.name(), secret));
        return new Level(reading.environment(), secrets, reading.failures());
    }
}
