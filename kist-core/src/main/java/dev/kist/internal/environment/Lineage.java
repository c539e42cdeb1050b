// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.NotFoundException;
import dev.kist.Parent;
import dev.kist.ParentException;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Who inherits from whom, section "Inheritance" of {@code docs/format.md}. Thread-safe. */
public final class Lineage {
    /** So many environments a chain has at most, the child at its beginning included. */
    public static final int MAX_LEVELS = 8;

    private final Environments environments;

    public Lineage(Environments environments) {
        this.environments = environments;
    }

    /**
     * What {@code child} inherits from, as a member sealed it.
     *
     * @throws DecryptionFailedException if that has no fingerprint
     */
    public static Optional<Parent> parentOf(OpenEnvironment child) {
        Inheritance inherits = child.sealed().inherits();
        if (inherits == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parent(
                    EnvironmentName.parse(inherits.environment()), Fingerprint.parse(inherits.fingerprint())));
        } catch (InvalidInputException e) {
            throw new DecryptionFailedException(
                    "the environment " + child.name(), "inherits from a parent without a fingerprint", null);
        }
    }

    /**
     * The environment and its parents, whatever is read of them: {@code first}, then what {@code read} gives for each parent.
     *
     * @param opened the environment that something was read of
     * @throws ParentException if a parent does not exist, is not the one that its child inherits from, or there are too many
     */
    public static <T> List<T> climb(T first, Function<T, OpenEnvironment> opened, Function<EnvironmentName, T> read) {
        List<T> chain = new ArrayList<>(List.of(first));
        OpenEnvironment child = opened.apply(first);
        Optional<Parent> next = parentOf(child);
        while (next.isPresent()) {
            Parent parent = next.get();
            EnvironmentName name = parent.environment();
            if (chain.stream().anyMatch(one -> opened.apply(one).name().equals(name))) {
                throw ParentException.circle(name, child.name());
            }
            if (chain.size() == MAX_LEVELS) {
                OpenEnvironment bottom = opened.apply(first);
                throw ParentException.tooMany(
                        bottom.name(), parentOf(bottom).orElse(parent).environment(), MAX_LEVELS);
            }
            T found = readParent(child.name(), name, read);
            OpenEnvironment open = opened.apply(found);
            if (!open.fingerprint().equals(parent.fingerprint())) {
                throw ParentException.another(child.name(), parent, open.fingerprint());
            }
            chain.add(found);
            child = open;
            next = parentOf(child);
        }
        return chain;
    }

    private static <T> T readParent(EnvironmentName child, EnvironmentName parent, Function<EnvironmentName, T> read) {
        try {
            return read.apply(parent);
        } catch (NotFoundException e) {
            if (e.kind() == NotFoundException.Kind.ENVIRONMENT) {
                throw ParentException.missing(child, parent);
            }
            throw e;
        }
    }

    /**
     * The environment and its parents, nearest first.
     *
     * @throws ParentException as {@link #climb}
     */
    public List<OpenEnvironment> chain(OpenEnvironment child, Freshness freshness) {
        Environments parents = environments.asParents();
        return climb(child, one -> one, name -> parents.open(name, freshness));
    }

    /**
     * Which members of {@code child} cannot read it, since their keys do not open one of {@code chain}, which begins with it.
     */
    public static List<Excluded> shutOut(OpenEnvironment child, List<OpenEnvironment> chain) {
        return child.keys().asList().stream()
                .flatMap(key -> chain.stream()
                        .filter(parent -> !parent.keys().contains(Recipient.parse(key.publicKey())))
                        .findFirst()
                        .map(parent -> new Excluded(key, parent.name()))
                        .stream())
                .toList();
    }

    /**
     * A member who cannot read an environment.
     *
     * @param key what opens the environment itself
     * @param closed the nearest of those that it inherits from that the key does not open
     */
    public record Excluded(SealedKey key, EnvironmentName closed) {}

    /** Who inherits from {@code name}, as far as keys at hand tell. */
    public Heirs heirs(EnvironmentName name) {
        List<EnvironmentName> children = new ArrayList<>();
        Map<EnvironmentName, KistException> unseen = new TreeMap<>();
        for (EnvironmentName other : environments.names()) {
            if (!other.equals(name)
                    && look(other, unseen::put)
                            .flatMap(Lineage::nameOfParent)
                            .filter(name::equals)
                            .isPresent()) {
                children.add(other);
            }
        }
        children.sort(null);
        return new Heirs(children, unseen);
    }

    /**
     * The other environments, seen from one.
     *
     * @param children those that inherit from it themselves
     * @param unseen those that cannot be opened here, so that it is not seen what they inherit from, and why
     */
    public record Heirs(List<EnvironmentName> children, Map<EnvironmentName, KistException> unseen) {}

    /**
     * The environments that inherit from {@code name}, directly or not, as far as keys at hand open them, and how many levels
     * each is below it.
     */
    public Map<EnvironmentName, Integer> descendants(EnvironmentName name) {
        Map<EnvironmentName, EnvironmentName> parents = parents();
        Map<EnvironmentName, Integer> below = new TreeMap<>();
        for (EnvironmentName child : parents.keySet()) {
            EnvironmentName ancestor = parents.get(child);
            for (int level = 1; level < MAX_LEVELS && ancestor != null; level++) {
                if (ancestor.equals(name) && !child.equals(name)) {
                    below.put(child, level);
                    break;
                }
                ancestor = parents.get(ancestor);
            }
        }
        return below;
    }

    /** Each environment that inherits and opens, with what it inherits from. */
    private Map<EnvironmentName, EnvironmentName> parents() {
        Map<EnvironmentName, EnvironmentName> parents = new TreeMap<>();
        for (EnvironmentName child : environments.names()) {
            look(child).flatMap(Lineage::nameOfParent).ifPresent(parent -> parents.put(child, parent));
        }
        return parents;
    }

    private static Optional<EnvironmentName> nameOfParent(OpenEnvironment child) {
        return Optional.ofNullable(child.sealed().inherits())
                .map(Inheritance::environment)
                .map(EnvironmentName::parse);
    }

    private Optional<OpenEnvironment> look(EnvironmentName name) {
        return look(name, (closed, why) -> {});
    }

    /** One that does not open cannot be looked into; {@code closed} is told of it. */
    private Optional<OpenEnvironment> look(EnvironmentName name, BiConsumer<EnvironmentName, KistException> closed) {
        try {
            return environments.find(name, Freshness.PREFER_PRIMARY);
        } catch (KistException e) {
            if (e.reason() == Reason.UNAVAILABLE) {
                throw e;
            }
            closed.accept(name, e);
            return Optional.empty();
        }
    }
}
