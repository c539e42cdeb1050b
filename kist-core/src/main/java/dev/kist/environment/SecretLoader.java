package dev.kist.environment;

import dev.kist.KistException;
import dev.kist.environment.LoadedSecrets.Level;
import dev.kist.environment.SecretReader.Reading;
import dev.kist.format.SealedContent.Inheritance;
import dev.kist.keyring.DecryptionFailedException;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.store.Freshness;
import dev.kist.store.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads what applies in an environment, its parents included. Thread-safe. */
public final class SecretLoader {
    private static final int MOST_LEVELS = 8;

    private final SecretReader reader;
    private final SecretReader parents;

    public SecretLoader(Environments environments) {
        this.reader = new SecretReader(environments);
        this.parents = new SecretReader(environments.asParents());
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
        return load(reader.readAll(name, Freshness.PREFER_PRIMARY), unreadable);
    }

    /**
     * Loads what {@code names} need: these alone where they are literal values of {@code name} itself, everything where
     * one is a template, missing or inherited.
     */
    public LoadedSecrets load(EnvironmentName name, Collection<SecretName> names) {
        Reading some = reader.read(Selection.of(name, names), Freshness.PREFER_PRIMARY);
        List<Secret> secrets = some.requireAll();
        boolean isEnough = secrets.size() == names.stream().distinct().count()
                && secrets.stream().noneMatch(secret -> secret.isTemplate() || secret.isDeleted());
        return isEnough
                ? new LoadedSecrets(List.of(level(some)))
                : load(name, Unreadable.SKIP).requireReadable(names);
    }

    private LoadedSecrets load(Reading first, Unreadable policy) {
        List<Level> levels = new ArrayList<>();
        Reading reading = first;
        while (true) {
            if (policy == Unreadable.FAIL) {
                reading.requireAll();
            }
            levels.add(level(reading));
            Inheritance inherits = reading.environment().sealed().inherits();
            if (inherits == null) {
                return new LoadedSecrets(levels);
            }
            if (levels.size() == MOST_LEVELS) {
                throw new InvalidInputException(
                        "the environment " + first.environment().name() + " inherits over more than " + MOST_LEVELS
                                + " levels",
                        "shorten the chain of parents");
            }
            reading = readParent(reading, inherits);
        }
    }

    private Reading readParent(Reading child, Inheritance inherits) {
        Reading parent = parents.readAll(EnvironmentName.parse(inherits.environment()), Freshness.PREFER_PRIMARY);
        String found = parent.environment().fingerprint().hex();
        if (!found.equals(inherits.fingerprint())) {
            throw new DecryptionFailedException(
                    "the environment " + inherits.environment(),
                    "is not the one that " + child.environment().name() + " inherits from: its fingerprint is " + found
                            + ", not " + inherits.fingerprint(),
                    "if its keyring was renewed, set the parent again");
        }
        return parent;
    }

    private static Level level(Reading reading) {
        Map<SecretName, Secret> secrets = new HashMap<>();
        reading.secrets().forEach(secret -> secrets.put(secret.name(), secret));
        return new Level(reading.environment(), secrets, reading.failures());
    }
}
