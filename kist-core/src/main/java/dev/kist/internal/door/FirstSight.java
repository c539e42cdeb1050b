// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.Sight;
import dev.kist.Sight.Trust;
import dev.kist.StoreDescription;
import dev.kist.UntrustedException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is done where an environment's fingerprint is not known: reading warns once, writing is refused. */
final class FirstSight {
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final Environments environments;
    private final Consumer<String> warnings;

    FirstSight(Environments environments, Consumer<String> warnings) {
        this.environments = environments;
        this.warnings = warnings;
    }

    /** How an environment presents itself, however it was opened. */
    Sight of(OpenEnvironment open) {
        StoreDescription store = environments.store().description();
        KnownFingerprints known = environments.known();
        Trust trust = known.judge(open.name(), open.fingerprint());
        Set<Fingerprint> own = known.ofOwn(open.name());
        Set<Fingerprint> project = known.ofProject(open.name());
        Set<Fingerprint> expected = new HashSet<>();
        if (trust == Trust.DIFFERENT || trust == Trust.DISPUTED) {
            expected.addAll(known.of(open.name()));
        }
        if (trust == Trust.DISPUTED) {
            expected.addAll(own);
            expected.addAll(project);
        }
        expected.remove(open.fingerprint());
        return new Sight(
                open.name(),
                store,
                open.fingerprint(),
                trust,
                open.keys().asList().stream().map(SealedKey::label).toList(),
                expected,
                own,
                project,
                environments.memory().replacedBy(open.name(), open.fingerprint()));
    }

    /** Warns, once in a process, if the environment's fingerprint is taken as it was found. */
    OpenEnvironment welcome(OpenEnvironment open) {
        Sight sight = of(open);
        if (!sight.trust().allowsWriting() && TOLD.add(sight.store() + " " + open.name() + " " + open.fingerprint())) {
            warnings.accept("the fingerprint of " + open.name() + " is not known here and is taken as found: "
                    + open.fingerprint());
        }
        return open;
    }

    /**
     * Refuses an environment whose fingerprint is not trusted.
     *
     * @throws FingerprintException if another one was given
     * @throws UntrustedException if it is not trusted for another reason; nothing was written
     */
    OpenEnvironment requireTrusted(OpenEnvironment open) {
        Sight sight = of(open);
        requireTrusted(sight, environments.known().isGiven());
        return open;
    }

    /** As {@link #requireTrusted(OpenEnvironment)}; {@code isGiven}: whether fingerprints were given for this run. */
    static void requireTrusted(Sight sight, boolean isGiven) {
        // What was given counts above what is trusted: to trust it would change nothing.
        if (sight.trust() == Trust.DIFFERENT && isGiven) {
            throw FingerprintException.notGiven(sight.environment(), sight.fingerprint(), sight.expected());
        }
        if (!sight.trust().allowsWriting()) {
            throw new UntrustedException(sight);
        }
    }
}
