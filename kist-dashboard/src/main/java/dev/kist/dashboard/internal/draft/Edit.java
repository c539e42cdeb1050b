// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change that is not saved yet. Its {@code toString} shows no value.
 *
 * @param place the secret
 * @param content what it is to be; a deletion among others
 * @param removesNote whether the note goes; content without a note keeps it otherwise
 * @param base the version that the person saw when they decided
 * @param origin where it comes from, for people: {@code edited}, {@code version 2}, {@code .env}
 */
public record Edit(Place place, Content content, boolean removesNote, Seen base, String origin) {
    /** A secret in an environment. */
    public record Place(EnvironmentName environment, SecretName name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byEnvironment = environment.compareTo(other.environment);
            return byEnvironment != 0 ? byEnvironment : name.compareTo(other.name);
        }
    }

    /**
     * A secret that comes from elsewhere, a file or another environment, as a change; empty where what is stored is like it.
     *
     * @param stored what is stored now; null if nothing is
     * @param seen what was stored when the person was told what it would change
     */
    public static Optional<Edit> from(String origin, Place place, Content content, @Nullable Secret stored, Seen seen) {
        return stored != null && isLike(content, stored.content())
                ? Optional.empty()
                : Optional.of(new Edit(place, content, false, seen, origin));
    }

    /** Whether content would change nothing of what is there. Content without a note keeps the one that is there. */
    public static boolean isLike(Content content, Content there) {
        return content.value().equals(there.value())
                && content.kind() == there.kind()
                && (content.note() == null || Objects.equals(content.note(), there.note()));
    }

    /** The environment. */
    public EnvironmentName environment() {
        return place.environment();
    }

    /** The secret's name. */
    public SecretName name() {
        return place.name();
    }

    /**
     * What the secret will be.
     *
     * @param stored what is stored now; null if nothing is
     */
    public Content over(@Nullable Secret stored) {
        boolean keepsNote = content.note() == null && !removesNote && !content.isDeleted();
        return keepsNote && stored != null && !stored.isDeleted()
                ? content.withNote(stored.content().note())
                : content;
    }

    /** The same, decided after a look at another version. */
    Edit on(Seen version) {
        return new Edit(place, content, removesNote, version, origin);
    }

    @Override
    public String toString() {
        return "Edit[" + place + ", on version " + base + "]";
    }
}
