// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.MovePlan;
import dev.kist.NoKeyException;
import dev.kist.Progress;
import dev.kist.StoreDescription;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.move.StoreMove;
import dev.kist.spi.Freshness;
import dev.kist.spi.RetirableStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Moving one store to another, ready to be carried out.
 *
 * @param firstSight of the source
 * @param trusted the files that know the target's fingerprints
 */
record PreparedMove(
        Environments from, Environments to, StoreMove move, FirstSight firstSight, TrustedFiles trusted, long documents)
        implements MovePlan {
    /** What is not trusted here must not become the team's by being moved. */
    PreparedMove {
        requireTrusted(from, move, firstSight);
    }

    private static void requireTrusted(Environments from, StoreMove move, FirstSight firstSight) {
        for (EnvironmentName name : move.environments()) {
            try {
                from.find(name, Freshness.PRIMARY).ifPresent(firstSight::requireTrusted);
            } catch (NoKeyException e) {
                // Whoever opens it has to trust it there.
            }
        }
    }

    @Override
    public StoreDescription source() {
        return from.store().description();
    }

    @Override
    public StoreDescription target() {
        return to.store().description();
    }

    @Override
    public List<EnvironmentName> environments() {
        return move.environments();
    }

    @Override
    public void apply(Progress progress) {
        requireTrusted(from, move, firstSight);
        move.run(progress);
        if (!target().isLocal()) {
            environments().forEach(this::trust);
        }
    }

    /** What was trusted here, or needed no trust, is trusted there. */
    private void trust(EnvironmentName name) {
        try {
            from.find(name, Freshness.PRIMARY)
                    .filter(open -> open.isKnown() || source().isLocal())
                    .ifPresent(open -> {
                        trusted.add(name, open.fingerprint());
                        to.trust(name, open.fingerprint());
                    });
        } catch (NoKeyException e) {
            // Whoever opens it knows its fingerprint.
        }
    }

    @Override
    public Optional<Path> retireSource() {
        return from.store().as(RetirableStore.class).map(RetirableStore::retire);
    }
}
