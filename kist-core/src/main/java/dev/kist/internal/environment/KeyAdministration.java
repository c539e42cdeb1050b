// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Label;
import dev.kist.Parent;
import dev.kist.PreparedRemovalException;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.format.SealedEvent;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.EnvironmentKeys;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.SecretStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds and removes keys of environments and changes their DEKs. Every change is one write of the environment's document
 * under compare-and-set. Thread-safe.
 */
public final class KeyAdministration {
    /** A DEK is dropped after a look that began at the earliest this long after it was retired. */
    public static final Duration RETIREMENT = Duration.ofSeconds(60);

    private final Environments environments;
    private final SecretStore store;
    private final EnvironmentWriter writer;
    private final Author author;

    public KeyAdministration(Environments environments, Actor actor) {
        this.environments = environments;
        this.store = environments.store();
        this.writer = new EnvironmentWriter(environments);
        this.author = new Author(actor, store::now);
    }

    /** What becomes of the root, and so of the fingerprint, when a key is removed. */
    public enum Root {
        /** The one that was made ahead for this removal, if there is one; else a new one. */
        PREPARED_OR_NEW,
        /** A new one; what was made ahead is thrown away. */
        NEW,
        /** It stays. The holder of the removed key knows it. */
        KEPT
    }

    /**
     * Lets {@code key} open the environment.
     *
     * @throws InvalidInputException if the key or the label is there already, or there are 1,000 keys; nothing was written
     */
    public OpenEnvironment add(EnvironmentName name, Recipient key, Label label) {
        return writer.change(name, new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                return Optional.of(current.keys().with(key, label, author));
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                return stored.keys().find(key).equals(ours.keys().find(key));
            }
        });
    }

    /**
     * Takes {@code key} away: a new DEK, the keyring wrapped for the other keys of {@code shown} alone.
     *
     * @param shown the environment as it was looked at; where its keys are others by now, nothing is written
     * @throws ConflictException if another writer changed the keys since
     * @throws InvalidInputException if it is the only key, or is none of its keys; nothing was written
     * @throws PreparedRemovalException if a keyring was made ahead that cannot be trusted for this removal
     */
    public OpenEnvironment remove(OpenEnvironment shown, Recipient key, Root root) {
        List<SealedKey> keys = shown.keys().asList();
        return writer.change(shown.name(), new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                // A key added by its holder meanwhile would stay: who is let in must have been seen.
                if (!current.keys().asList().equals(keys)) {
                    throw new ConflictException(shown.name(), "look at them and decide again");
                }
                return Optional.of(without(current, key, root));
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                return !stored.keys().contains(key);
            }
        });
    }

    private OpenEnvironment without(OpenEnvironment current, Recipient key, Root root) {
        EnvironmentKeys keys = current.keys();
        return switch (root) {
            case NEW -> keys.without(key, author);
            case KEPT -> keys.withoutKeepingRoot(key, author);
            case PREPARED_OR_NEW ->
                findPrepared(current, key)
                        .map(prepared -> keys.without(key, prepared, author))
                        .orElseGet(() -> keys.without(key, author));
        };
    }

    /** The keyring made ahead for the removal of {@code key}; empty if the one that is there was used up. */
    private Optional<PreparedKeyring> prepared(OpenEnvironment current, Recipient key) {
        EnvironmentName name = current.name();
        PreparedKeyring prepared = PreparedKeyring.find(current.document(), environments.keys())
                .orElseThrow(() -> new PreparedRemovalException(name, "is not wrapped for a key at hand"));
        if (current.keys().isSpent(prepared)) {
            return Optional.empty();
        }
        if (!prepared.isFor(key)) {
            throw new PreparedRemovalException(name, "is not for the removal of " + key.id());
        }
        // Whoever can write to the database can put one there, and whoever can write to the project's files can add its
        // fingerprint: a person has to have been told it.
        if (!environments.known().isTold(name, prepared.fingerprint())) {
            throw new PreparedRemovalException(
                    name,
                    "has the fingerprint " + prepared.fingerprint()
                            + ", which neither KIST_FINGERPRINT nor your own file of trusted fingerprints has");
        }
        return Optional.of(prepared);
    }

    /**
     * The keyring that was made ahead for the removal of {@code key} and can be used for it; empty if none is there, or the one
     * that is there was used up.
     *
     * @throws PreparedRemovalException if one is there that cannot be trusted for this removal, or one that members made is gone
     */
    public Optional<PreparedKeyring> findPrepared(OpenEnvironment current, Recipient key) {
        if (!current.document().next().isEmpty()) {
            return prepared(current, key);
        }
        current.sealed().fingerprintToCome().ifPresent(told -> {
            throw PreparedRemovalException.gone(current.name(), told);
        });
        return Optional.empty();
    }

    /**
     * Stores a keyring made ahead for the removal of {@code key}, in place of another one that may be there.
     *
     * @return what was made; its fingerprint must be known where the key is removed
     */
    public PreparedKeyring prepareRemoval(EnvironmentName name, Recipient key) {
        PreparedKeyring[] prepared = new PreparedKeyring[1];
        writer.change(name, new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                PreparedKeyring made = current.keys().prepare(key);
                prepared[0] = made;
                return Optional.of(current.keys().preparing(key, made, author));
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                return stored.document().next().equals(ours.document().next());
            }
        });
        return prepared[0];
    }

    /** Makes a new DEK active; the ones before are retired and stay in the keyring. */
    public OpenEnvironment addDek(EnvironmentName name) {
        return writer.change(name, new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                return Optional.of(current.keys().withNewDek(author));
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                return stored.hasActiveDekOf(ours);
            }
        });
    }

    /**
     * Drops DEKs, if the environment's document still is as it was seen.
     *
     * @param seen the environment as it was before the look that found nothing by them
     * @param deks retired DEKs of it that are due
     * @return whether they were dropped
     */
    public boolean dropDeks(OpenEnvironment seen, Set<Integer> deks) {
        if (deks.isEmpty()) {
            return false;
        }
        OpenEnvironment now = writer.change(seen.name(), new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                return current.document().revision() == seen.document().revision()
                        ? Optional.of(current.keys().withoutDeks(deks, author))
                        : Optional.empty();
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                return Collections.disjoint(stored.retiredDeks(), deks);
            }
        });
        return Collections.disjoint(now.retiredDeks(), deks);
    }

    /**
     * The retired DEKs of {@code environment} that a look may show to be unused if it began at {@code began}. A time that is
     * ahead of the server's is not yet due.
     */
    public static SortedSet<Integer> dueDeks(OpenEnvironment environment, Instant began) {
        SortedSet<Integer> due = new TreeSet<>(Integer::compareUnsigned);
        environment.sealed().retired().forEach((dek, at) -> {
            if (!began.isBefore(at.plus(RETIREMENT))) {
                due.add(dek);
            }
        });
        return due;
    }

    /** How long it is until the last retired DEK of {@code environment} is due; zero if none is retired. */
    public Duration untilDue(OpenEnvironment environment) {
        Instant now = store.now();
        return environment.sealed().retired().values().stream()
                .map(at -> Duration.between(now, at.plus(RETIREMENT)))
                .filter(left -> !left.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * Seals what is about to be done to the environment's secrets: one event for each command, before anything is removed.
     *
     * @throws ConflictException if other writers came first every time; nothing may be removed then
     */
    public OpenEnvironment record(EnvironmentName name, EventKind kind, JsonMembers details) {
        return writer.change(name, new EnvironmentChange() {
            @Override
            public Optional<OpenEnvironment> next(OpenEnvironment current) {
                return Optional.of(current.keys().withEvent(kind, details, author));
            }

            @Override
            public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
                List<SealedEvent> events = ours.sealed().events();
                return stored.sealed().events().contains(events.get(events.size() - 1));
            }
        });
    }

    /**
     * Sets what {@code child} inherits from; null for nothing.
     *
     * @param before what it inherited from when this was decided
     * @throws ConflictException if another writer set something else since; nothing was written
     */
    public OpenEnvironment setParent(EnvironmentName child, @Nullable Parent before, @Nullable Parent wanted) {
        @Nullable Inheritance from = sealed(before);
        @Nullable Inheritance to = sealed(wanted);
        return writer.change(child, new InheritanceChange(to, is -> {
            if (!Objects.equals(is, from) && !Objects.equals(is, to)) {
                throw ConflictException.parent(child);
            }
            return !Objects.equals(is, to);
        }));
    }

    private static @Nullable Inheritance sealed(@Nullable Parent parent) {
        return parent == null
                ? null
                : new Inheritance(
                        parent.environment().value(), parent.fingerprint().hex());
    }

    /**
     * Sets the fingerprint that {@code child} expects of {@code parent}, if it inherits from it with another one.
     *
     * @return whether it did
     */
    public boolean renewInheritance(EnvironmentName child, OpenEnvironment parent) {
        Inheritance wanted =
                new Inheritance(parent.name().value(), parent.fingerprint().hex());
        InheritanceChange renewal = new InheritanceChange(
                wanted, is -> is != null && is.environment().equals(wanted.environment()) && !is.equals(wanted));
        writer.change(child, renewal);
        return renewal.isNeeded;
    }

    /** The change to {@code wanted}, where {@code isDue} says so of what is there. */
    private final class InheritanceChange implements EnvironmentChange {
        private final @Nullable Inheritance wanted;
        private final Predicate<@Nullable Inheritance> isDue;
        private boolean isNeeded;

        InheritanceChange(@Nullable Inheritance wanted, Predicate<@Nullable Inheritance> isDue) {
            this.wanted = wanted;
            this.isDue = isDue;
        }

        @Override
        public Optional<OpenEnvironment> next(OpenEnvironment current) {
            isNeeded = isDue.test(current.sealed().inherits());
            return isNeeded ? Optional.of(current.keys().inheriting(wanted, author)) : Optional.empty();
        }

        @Override
        public boolean isIn(OpenEnvironment stored, OpenEnvironment ours) {
            return Objects.equals(wanted, stored.sealed().inherits());
        }
    }
}
