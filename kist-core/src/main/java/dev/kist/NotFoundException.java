// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked for does not exist: a secret, a version, an environment, a key. */
public final class NotFoundException extends KistException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Place place;
    private final transient List<String> near;

    /** What was asked for. */
    public enum Kind {
        SECRET,
        /** A secret whose current version is a deletion: it can be restored. */
        DELETED_SECRET,
        /** A secret of a parent that a deletion hides, with nothing before it: purging the deletion shows it again. */
        HIDDEN_SECRET,
        /** A secret that the environment inherits, and does not store itself. */
        INHERITED_SECRET,
        /** A secret that did not exist at the time for which it was asked. */
        SECRET_THEN,
        /** A version that there never was, or that was pruned. */
        VERSION,
        ENVIRONMENT,
        /** A key that does not open the environment. */
        KEY,
        OTHER
    }

    /** Where it was looked for. */
    private record Place(@Nullable EnvironmentName environment, @Nullable SecretName secret) {}

    /** For something of another kind. */
    public NotFoundException(String message, @Nullable String hint) {
        this(Kind.OTHER, new Place(null, null), List.of(), message, hint);
    }

    private NotFoundException(Kind kind, Place place, List<String> near, String message, @Nullable String hint) {
        super(Reason.NOT_FOUND, message, near.isEmpty() ? hint : "did you mean " + near.get(0) + "?", null);
        this.kind = kind;
        this.place = place;
        this.near = near;
    }

    /** For a secret that {@code environment} does not have. */
    public static NotFoundException secret(
            EnvironmentName environment, SecretName name, Collection<SecretName> existing) {
        return new NotFoundException(
                Kind.SECRET,
                new Place(environment, name),
                texts(Suggestions.secrets(name, existing)),
                "secret " + name + " does not exist in " + environment,
                null);
    }

    /**
     * The same for someone who asked how it was at {@code time}: a secret that did not exist then may do so now. Others, and a
     * name that is nearly another one, are as they are.
     */
    public NotFoundException at(Instant time) {
        boolean isOfThen = (kind == Kind.SECRET && near.isEmpty()) || kind == Kind.DELETED_SECRET;
        if (!isOfThen || place.environment() == null || place.secret() == null) {
            return this;
        }
        return new NotFoundException(
                Kind.SECRET_THEN,
                place,
                List.of(),
                "secret " + place.secret() + " did not exist in " + place.environment() + " at "
                        + time.truncatedTo(ChronoUnit.MILLIS)
                        + (kind == Kind.DELETED_SECRET ? ": it was deleted" : ""),
                "give another time");
    }

    /** For a pattern that no secret of {@code environment} matches. */
    public static NotFoundException pattern(EnvironmentName environment, NamePattern pattern) {
        return new NotFoundException(
                Kind.SECRET,
                new Place(environment, null),
                List.of(),
                "no secret of " + environment + " matches " + pattern,
                null);
    }

    /** For a secret that was deleted. */
    public static NotFoundException deleted(EnvironmentName environment, SecretName name) {
        return new NotFoundException(
                Kind.DELETED_SECRET,
                new Place(environment, name),
                List.of(),
                "secret " + name + " does not exist in " + environment + ": it was deleted",
                "it can be restored");
    }

    /** For a secret of {@code storedIn}, a parent of {@code environment}, that was deleted in {@code environment} alone. */
    public static NotFoundException hidden(EnvironmentName environment, SecretName name, EnvironmentName storedIn) {
        return new NotFoundException(
                Kind.HIDDEN_SECRET,
                new Place(environment, name),
                List.of(),
                "secret " + name + " does not exist in " + environment
                        + ": it was deleted there, which hides the one of " + storedIn,
                "purge it in " + environment + " to see that one again");
    }

    /** For a secret that {@code storedIn}, a parent of {@code environment}, stores. */
    public static NotFoundException inherited(EnvironmentName environment, SecretName name, EnvironmentName storedIn) {
        return new NotFoundException(
                Kind.INHERITED_SECRET,
                new Place(storedIn, name),
                List.of(),
                "secret " + name + " is not stored in " + environment + " itself: it is inherited from " + storedIn,
                "do it in " + storedIn);
    }

    /**
     * For a version of a secret.
     *
     * @param why the rest of the sentence that says what there is not
     */
    public static NotFoundException version(EnvironmentName environment, SecretName name, String why, String hint) {
        return new NotFoundException(
                Kind.VERSION,
                new Place(environment, name),
                List.of(),
                "secret " + name + " of " + environment + " " + why,
                hint);
    }

    /**
     * For a key that does not open {@code environment}.
     *
     * @param key how it was named: by its label or its id
     */
    public static NotFoundException key(EnvironmentName environment, String key) {
        return new NotFoundException(
                Kind.KEY,
                new Place(environment, null),
                List.of(),
                "no key " + Printable.quote(key) + " opens " + environment,
                "say its label or its id");
    }

    /** For an environment that {@code store} does not have. */
    public static NotFoundException environment(
            EnvironmentName name, StoreDescription store, Collection<EnvironmentName> existing) {
        return new NotFoundException(
                Kind.ENVIRONMENT,
                new Place(name, null),
                texts(Suggestions.environments(name, existing)),
                "the environment " + name + " does not exist",
                "it is looked for in " + store);
    }

    private static List<String> texts(List<?> names) {
        return names.stream().map(Object::toString).toList();
    }

    /** What was asked for. */
    public Kind kind() {
        return kind;
    }

    /** The environment that was asked for, or that was looked in; for an inherited secret, the one that stores it. */
    public Optional<EnvironmentName> environment() {
        return Optional.ofNullable(place.environment());
    }

    /** The secret that was asked for, or whose version it is. */
    public Optional<SecretName> secret() {
        return Optional.ofNullable(place.secret());
    }

    /** Names that exist and are so near to the one asked for that it may be a slip of one of them; nearest first. */
    public List<String> near() {
        return near;
    }
}
