// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Taking one key away from an environment, decided against the keys that it has now. */
public interface KeyRemovalPlan {
    /** The key that leaves. */
    Member leaving();

    /** The keys that stay. */
    List<Member> staying();

    /**
     * The fingerprint that was prepared for this removal; empty if none was.
     *
     * @throws PreparedRemovalException if what was prepared cannot be trusted for this removal
     */
    Optional<Fingerprint> prepared();

    /** Whether no other key at hand opens the environment: whoever does this is shut out. */
    boolean shutsOut();

    /** What becomes of the fingerprint. */
    enum Renewal {
        /** The one that was prepared for this removal, if there is one; else a new one. */
        PREPARED_OR_NEW,
        /** A new one; what was prepared is thrown away. */
        NEW,
        /** It stays. The holder of the removed key, if they can write to the database, can put back a document that lets them in. */
        KEPT
    }

    /**
     * The same without waiting: what the removed key could decrypt by stays in the environment for now, and is dropped by a
     * later change of its keys or a later rotation.
     */
    KeyRemovalPlan withoutWaiting();

    /** As {@link #apply(Renewal, Progress, Consumer)}, telling nobody of the moment between. */
    default Removed apply(Renewal renewal, Progress progress) {
        return apply(renewal, progress, taken -> {});
    }

    /**
     * Removes the key, and encrypts everything again that its holder could have read. Then it waits, for a minute at most,
     * until no writer can use what the holder knows any more, and drops that; {@code progress} is told how long.
     *
     * @param taken is told once the key is out and the new fingerprint is in the files, before anything is encrypted again: what
     *     is interrupted from then on is completed by {@link Environment#rotate}
     * @throws ConflictException if another writer changed the keys since this was planned; nothing was written
     * @throws PreparedRemovalException if what was prepared cannot be trusted for this removal; nothing was written
     */
    Removed apply(Renewal renewal, Progress progress, Consumer<Taken> taken);

    /**
     * A key that is out, while nothing is encrypted again yet.
     *
     * @param environment the environment
     * @param before the fingerprint that it had
     * @param after the fingerprint that it has; the same where it was kept
     * @param isInProject as in {@link Removed}
     */
    record Taken(EnvironmentName environment, Fingerprint before, Fingerprint after, boolean isInProject) {}

    /**
     * A key that was removed.
     *
     * @param environment the environment
     * @param before the fingerprint that it had
     * @param after the fingerprint that it has; the same where it was kept
     * @param isInProject whether the project's file was changed, to be committed: it has {@code after} alone now
     * @param rotation what was encrypted again, and whether what the holder knows was dropped; empty where that failed, and
     *     a member has to do it
     * @param failure why it failed
     * @param exposed the secrets whose values the holder could have read: they should be changed where they are used
     * @param informed environments that inherit from this one and know its new fingerprint now
     * @param uninformed environments of which that could not be seen here
     */
    record Removed(
            EnvironmentName environment,
            Fingerprint before,
            Fingerprint after,
            boolean isInProject,
            Optional<RotationResult> rotation,
            Optional<KistException> failure,
            SortedSet<SecretName> exposed,
            List<EnvironmentName> informed,
            List<EnvironmentName> uninformed) {}
}
