package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.MovePlan;
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
 * @param trusted the files that know the target's fingerprints
 */
record PreparedMove(Environments from, Environments to, StoreMove move, TrustedFiles trusted, long documents)
        implements MovePlan {
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
                    .ifPresent(open -> trusted.add(name, open.fingerprint()));
        } catch (KistException e) {
            // One that does not open here: whoever opens it knows its fingerprint.
        }
    }

    @Override
    public Optional<Path> retireSource() {
        return from.store() instanceof RetirableStore store ? store.retire() : Optional.empty();
    }
}
