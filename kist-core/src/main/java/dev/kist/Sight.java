// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an environment presents itself, and what is known of it here. What is not trusted can be a forgery by anyone who can
 * write to the database, the members that it claims included.
 *
 * @param environment its name
 * @param store where it was found
 * @param fingerprint its fingerprint
 * @param trust what its fingerprint is compared with
 * @param members the labels of the keys that open it, as it says
 * @param expected the fingerprints that count here instead, where it is {@link Trust#DIFFERENT} or {@link Trust#DISPUTED}
 * @param own the fingerprints that the user's own file has for it
 * @param project the fingerprints that the project's files have for it
 * @param replacedBy the fingerprint that took the place of this one, as far as this machine remembers: then this is an older
 *     copy, from a backup or put back by someone, and whoever was removed since may be able to open it
 */
public record Sight(
        EnvironmentName environment,
        StoreDescription store,
        Fingerprint fingerprint,
        Trust trust,
        List<String> members,
        Set<Fingerprint> expected,
        Set<Fingerprint> own,
        Set<Fingerprint> project,
        Optional<Fingerprint> replacedBy) {
    public Sight {
        members = List.copyOf(members);
        expected = Set.copyOf(expected);
        own = Set.copyOf(own);
        project = Set.copyOf(project);
    }

    /** What is known of a fingerprint. */
    public enum Trust {
        /** It is the one that counts. */
        TRUSTED,
        /** A local store that is the user's own file: none is needed. */
        NOT_NEEDED,
        /** Nothing is known of the environment: first sight. Reading warns, writing is refused. */
        UNKNOWN,
        /**
         * The user's own file and the project's know different ones, and one of them knows this. Everything is refused until
         * a person decides, by {@link Environment#trust}.
         */
        DISPUTED,
        /** Another one counts. Everything is refused. */
        DIFFERENT;

        /** Whether the environment may be written to. */
        public boolean allowsWriting() {
            return this == TRUSTED || this == NOT_NEEDED;
        }
    }
}
