// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.rotation;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.Backoff;
import dev.kist.spi.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Rotates environments. What was begun and interrupted, by a failure or a kill, is completed by the next run: nothing is
 * kept but the documents themselves. Thread-safe; memory does not grow with the number of secrets.
 */
public final class Rotation {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Environments environments;
    private final KeyAdministration administration;
    private final Predicate<Duration> pause;

    public Rotation(Environments environments, Actor actor) {
        this(environments, actor, Backoff::during);
    }

    /** As above; {@code pause} waits so long, and says whether it was left to. */
    public Rotation(Environments environments, Actor actor, Predicate<Duration> pause) {
        this.environments = environments;
        this.pause = pause;
        this.administration = new KeyAdministration(environments, actor);
    }

    /**
     * What a run did.
     *
     * @param environment the environment as it is now
     * @param isNewDek whether a new DEK was made; false where an interrupted rotation was completed instead
     * @param encrypted how many values, with their notes, were encrypted again
     * @param dropped the numbers of the DEKs that were dropped, unsigned
     * @param untilDue how long it is until the last one that is left may be dropped; zero if none is left, or all may
     * @param needed the numbers of the retired DEKs that stay because something decrypts by them and cannot be encrypted again
     * @param unreadable one exception for each document that could not be decrypted, or is not to be overwritten, and was
     *     left as it is
     */
    public record Result(
            OpenEnvironment environment,
            boolean isNewDek,
            long encrypted,
            SortedSet<Integer> dropped,
            Duration untilDue,
            SortedSet<Integer> needed,
            List<KistException> unreadable) {}

    /**
     * Rotates: completes what was interrupted if there is something to complete, else makes a new DEK and encrypts everything
     * with it. DEKs that nothing uses are dropped once they have been retired for a minute.
     *
     * @param progress is told how many documents of the look at work are behind
     */
    public Result rotate(EnvironmentName name, LongConsumer progress) {
        Result settled = settle(name, progress);
        if (settled.encrypted() > 0) {
            return settled;
        }
        OpenEnvironment rotated = administration.addDek(name);
        Reencryption work = new Reencryption(environments, name, progress);
        Look last = work.untilUndisturbed();
        return new Result(
                rotated,
                true,
                work.encrypted(),
                settled.dropped(),
                administration.untilDue(rotated),
                sorted(last.needed()),
                List.copyOf(last.unreadable()));
    }

    /**
     * Encrypts again whatever is still by a retired DEK, and drops the retired DEKs that nothing uses, as far as the look
     * that showed it began late enough. Reads nothing but the environment's document where there is none.
     */
    public Result settle(EnvironmentName name, LongConsumer progress) {
        // The document from before the look: whatever is changed in it meanwhile makes the drop void.
        OpenEnvironment before = environments.open(name, Freshness.PRIMARY);
        if (before.retiredDeks().isEmpty()) {
            return new Result(before, false, 0, none(), Duration.ZERO, none(), List.of());
        }
        Reencryption work = new Reencryption(environments, name, progress);
        Look last = work.untilUnused();
        SortedSet<Integer> unused = KeyAdministration.dueDeks(before, last.began());
        unused.removeAll(last.deks());
        boolean isDropped = administration.dropDeks(before, unused);
        OpenEnvironment after = environments.open(name, Freshness.PRIMARY);
        return new Result(
                after,
                false,
                work.encrypted(),
                isDropped ? unused : none(),
                administration.untilDue(after),
                sorted(last.needed()),
                List.copyOf(last.unreadable()));
    }

    /**
     * As {@link #settle}, and once more when the retired DEKs are due, so that they are dropped when this returns. It waits
     * for a minute at most; where it is interrupted, or a time is ahead of the server's, they stay for another time.
     *
     * @param waiting is told, every second, how long it still waits
     */
    public Result settleAndDrop(EnvironmentName name, LongConsumer progress, Consumer<Duration> waiting) {
        Result first = settle(name, progress);
        SortedSet<Integer> idle = first.environment().retiredDeks();
        idle.removeAll(first.needed());
        if (idle.isEmpty() || !waitUntilDue(first.environment(), waiting)) {
            return first;
        }
        Result second;
        try {
            second = settle(name, progress);
        } catch (KistException e) {
            // Everything is encrypted again; whoever comes next drops the rest.
            return first;
        }
        SortedSet<Integer> dropped = none();
        dropped.addAll(first.dropped());
        dropped.addAll(second.dropped());
        return new Result(
                second.environment(),
                false,
                first.encrypted() + second.encrypted(),
                dropped,
                second.untilDue(),
                second.needed(),
                second.unreadable());
    }

    private boolean waitUntilDue(OpenEnvironment environment, Consumer<Duration> waiting) {
        Duration left = administration.untilDue(environment);
        while (!left.isZero() && left.compareTo(KeyAdministration.RETIREMENT) <= 0) {
            waiting.accept(left);
            if (!pause.test(left.compareTo(PAUSE) < 0 ? left : PAUSE)) {
                return false;
            }
            left = administration.untilDue(environment);
        }
        return left.isZero();
    }

    /**
     * As {@link #settle}, if the time has come to drop retired DEKs; else does nothing. Where a key service cannot be reached
     * or refuses to encrypt the keyring without them, they stay for another time.
     */
    public void settleIfDue(EnvironmentName name) {
        OpenEnvironment environment = environments.open(name, Freshness.PRIMARY);
        if (KeyAdministration.dueDeks(environment, environments.store().now()).isEmpty()) {
            return;
        }
        try {
            settle(name, done -> {});
        } catch (KmsException e) {
            // Dropping is a courtesy here: what was asked for may need no service.
            return;
        }
    }

    private static SortedSet<Integer> none() {
        return new TreeSet<>(Integer::compareUnsigned);
    }

    private static SortedSet<Integer> sorted(Set<Integer> deks) {
        SortedSet<Integer> sorted = none();
        sorted.addAll(deks);
        return sorted;
    }
}
