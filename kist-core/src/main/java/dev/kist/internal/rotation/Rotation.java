package dev.kist.internal.rotation;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.Pages;
import dev.kist.spi.Freshness;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Rotates environments. What was begun and interrupted, by a failure or a kill, is completed by the next run: nothing is
 * kept but the documents themselves. Thread-safe; memory does not grow with the number of secrets.
 */
public final class Rotation {
    private final Environments environments;
    private final KeyAdministration administration;

    public Rotation(Environments environments, Actor actor) {
        this.environments = environments;
        this.administration = new KeyAdministration(environments, actor);
    }

    /**
     * What a run did.
     *
     * @param environment the environment as it is now
     * @param isNewDek whether a new DEK was made; false where an interrupted rotation was completed instead
     * @param encrypted how many values, with their notes, were encrypted again
     * @param dropped the numbers of the DEKs that were dropped
     * @param unreadable one exception for each document that could not be decrypted and was left as it is
     */
    public record Result(
            OpenEnvironment environment,
            boolean isNewDek,
            long encrypted,
            SortedSet<Integer> dropped,
            List<KistException> unreadable) {}

    /**
     * Rotates: completes what was interrupted if there is something to complete, else makes a new DEK and encrypts everything
     * with it. DEKs that nothing uses are dropped once they have been retired for an hour.
     *
     * @param progress is told how many documents of the pass at work are behind
     */
    public Result rotate(EnvironmentName name, LongConsumer progress) {
        Result settled = settle(name, progress);
        if (settled.encrypted() > 0) {
            return settled;
        }
        OpenEnvironment rotated = administration.addDek(name);
        Reencryption work = new Reencryption(environments, name, progress);
        work.untilUndisturbed();
        return new Result(rotated, true, work.encrypted(), settled.dropped(), work.unreadable());
    }

    /**
     * Encrypts again whatever is still by a retired DEK, and drops the retired DEKs if nothing uses them and an hour has
     * passed. Reads nothing but the environment's document where there is none.
     */
    public Result settle(EnvironmentName name, LongConsumer progress) {
        OpenEnvironment before = environments.open(name, Freshness.PRIMARY);
        if (before.retiredDeks().isEmpty()) {
            return new Result(before, false, 0, new TreeSet<>(), List.of());
        }
        Reencryption work = new Reencryption(environments, name, progress);
        boolean isUnused = work.untilUnused();
        // The document from before the look: a DEK that was retired during it makes the drop void.
        boolean isDropped = isUnused && administration.dropRetiredDeks(before);
        return new Result(
                environments.open(name, Freshness.PRIMARY),
                false,
                work.encrypted(),
                isDropped ? before.retiredDeks() : new TreeSet<>(),
                work.unreadable());
    }

    /**
     * As {@link #settle}, if the time has come to drop retired DEKs; else does nothing. Where a key service cannot be reached
     * or refuses to encrypt the keyring without them, they stay for another time.
     */
    public void settleIfDue(EnvironmentName name) {
        OpenEnvironment environment = environments.open(name, Freshness.PRIMARY);
        if (environment.retiredDeks().isEmpty() || !administration.isDue(environment)) {
            return;
        }
        try {
            settle(name, done -> {});
        } catch (KmsException e) {
            // Dropping is a courtesy here: what was asked for may need no service.
            return;
        }
    }

    /** How many documents a pass looks at, current and former versions. */
    public long count(EnvironmentName name) {
        Pages pages = new Pages(environments.store(), name);
        long[] count = {0};
        pages.current(found -> count[0]++);
        pages.former(found -> count[0]++);
        return count[0];
    }
}
