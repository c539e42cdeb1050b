// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.trust.FingerprintStamps;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The fingerprints that are known now: what the files say, which are read again when another command has written to them, and
 * what was decided here. Thread-safe.
 */
public final class FingerprintsAtHand {
    private final Supplier<KnownFingerprints> files;
    private final FingerprintStamps stamps;
    private KnownFingerprints read;
    private KnownFingerprints known;

    /**
     * Fingerprints that files say.
     *
     * @param files reads them
     * @param stamps those files
     */
    public FingerprintsAtHand(Supplier<KnownFingerprints> files, FingerprintStamps stamps) {
        this.files = files;
        this.stamps = stamps;
        stamps.haveChanged();
        this.read = files.get();
        this.known = read;
    }

    /** These alone. */
    public static FingerprintsAtHand of(KnownFingerprints known) {
        return new FingerprintsAtHand(() -> known, FingerprintStamps.none());
    }

    /**
     * Those that are known now.
     *
     * @throws dev.kist.InvalidInputException if a file has changed and cannot be read
     */
    synchronized KnownFingerprints now() {
        if (stamps.haveChanged()) {
            try {
                KnownFingerprints again = files.get();
                known = known.afterReading(read, again);
                read = again;
            } catch (RuntimeException e) {
                stamps.forget();
                throw e;
            }
        }
        return known;
    }

    /** Takes note of something that was decided here. */
    synchronized void decide(UnaryOperator<KnownFingerprints> decision) {
        known = decision.apply(now());
    }
}
