// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;

/**
 * One change that is not saved yet. Its {@code toString} shows no value.
 *
 * @param place the secret
 * @param content what it is to be; a deletion among others
 * @param removesNote whether the note goes; content without a note keeps it otherwise
 * @param baseVersion the version that the person saw when they decided; 0 if there was none
 * @param origin where it comes from, for people: {@code edited}, {@code version 2}, {@code .env}
 */
public record Edit(Place place, Secret.Content content, boolean removesNote, int baseVersion, String origin) {
    /** A secret in an environment. */
    public record Place(EnvironmentName environment, SecretName name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byEnvironment = environment.compareTo(other.environment);
            return byEnvironment != 0 ? byEnvironment : name.compareTo(other.name);
        }
    }

    /** The environment. */
    public EnvironmentName environment() {
        return place.environment();
    }

    /** The secret's name. */
    public SecretName name() {
        return place.name();
    }

    /** The same, decided after a look at another version. */
    Edit onVersion(int version) {
        return new Edit(place, content, removesNote, version, origin);
    }

    @Override
    public String toString() {
        return "Edit[" + place + ", on version " + baseVersion + "]";
    }
}
