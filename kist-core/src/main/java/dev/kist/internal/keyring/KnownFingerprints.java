package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fingerprints that a reader knows. Where it knows one for an environment it refuses every other; where it knows none,
 * it takes what it finds, unless it is strict. Those that are given without a name take the place of all that are known by
 * name. Immutable.
 */
public final class KnownFingerprints {
    private static final KnownFingerprints NONE = new KnownFingerprints(Set.of(), Map.of(), false);

    private final Set<Fingerprint> ofAnyEnvironment;
    private final Map<EnvironmentName, Set<Fingerprint>> byEnvironment;
    private final boolean isStrict;

    private KnownFingerprints(
            Set<Fingerprint> ofAnyEnvironment, Map<EnvironmentName, Set<Fingerprint>> byEnvironment, boolean isStrict) {
        this.ofAnyEnvironment = Set.copyOf(ofAnyEnvironment);
        this.byEnvironment = Map.copyOf(byEnvironment);
        this.isStrict = isStrict;
    }

    /** Nothing known, every keyring taken as found. */
    public static KnownFingerprints none() {
        return NONE;
    }

    /** These and {@code fingerprint}, whatever environment it belongs to, as {@code KIST_FINGERPRINT} says it. */
    public KnownFingerprints with(Fingerprint fingerprint) {
        Set<Fingerprint> more = new HashSet<>(ofAnyEnvironment);
        more.add(fingerprint);
        return new KnownFingerprints(more, byEnvironment, isStrict);
    }

    /** These and {@code fingerprint} for {@code environment}; several for one environment are allowed. */
    public KnownFingerprints with(EnvironmentName environment, Fingerprint fingerprint) {
        Map<EnvironmentName, Set<Fingerprint>> more = new HashMap<>(byEnvironment);
        Set<Fingerprint> ofOne = new HashSet<>(more.getOrDefault(environment, Set.of()));
        ofOne.add(fingerprint);
        more.put(environment, Set.copyOf(ofOne));
        return new KnownFingerprints(ofAnyEnvironment, more, isStrict);
    }

    /**
     * What is known of parents: those by their name. A parent without one is known by the fingerprint that its child
     * inherits from.
     */
    public KnownFingerprints ofParents() {
        return new KnownFingerprints(Set.of(), byEnvironment, false);
    }

    /** The same, accepting {@code now} for {@code environment} besides: this process made it. */
    public KnownFingerprints accepting(EnvironmentName environment, Fingerprint now) {
        KnownFingerprints byName = with(environment, now);
        return ofAnyEnvironment.isEmpty() ? byName : byName.with(now);
    }

    /** The same with {@code now} in place of {@code before} for {@code environment}, where that one was known. */
    public KnownFingerprints replacing(EnvironmentName environment, Fingerprint before, Fingerprint now) {
        if (!of(environment).contains(before)) {
            return of(environment).isEmpty() ? this : accepting(environment, now);
        }
        Set<Fingerprint> ofAny = new HashSet<>(ofAnyEnvironment);
        if (ofAny.remove(before)) {
            ofAny.add(now);
        }
        Map<EnvironmentName, Set<Fingerprint>> byName = new HashMap<>(byEnvironment);
        Set<Fingerprint> ofOne = new HashSet<>(byName.getOrDefault(environment, Set.of()));
        ofOne.remove(before);
        ofOne.add(now);
        byName.put(environment, Set.copyOf(ofOne));
        return new KnownFingerprints(ofAny, byName, isStrict);
    }

    /** The same, refusing environments of which nothing is known. */
    public KnownFingerprints strict() {
        return new KnownFingerprints(ofAnyEnvironment, byEnvironment, true);
    }

    /** Whether an environment of which nothing is known is refused. */
    public boolean isStrict() {
        return isStrict;
    }

    /** Those that {@code environment} may have; empty where nothing is known of it. */
    public Set<Fingerprint> of(EnvironmentName environment) {
        return ofAnyEnvironment.isEmpty() ? ofName(environment) : ofAnyEnvironment;
    }

    /** Those that are known for {@code environment} by its name. */
    public Set<Fingerprint> ofName(EnvironmentName environment) {
        return byEnvironment.getOrDefault(environment, Set.of());
    }

    /**
     * Whether {@code found} is known for {@code environment}; false where nothing is known of it.
     *
     * @throws FingerprintException if another one is known, or if none is and this is strict
     */
    public boolean check(EnvironmentName environment, Fingerprint found) {
        Set<Fingerprint> known = of(environment);
        if (known.contains(found)) {
            return true;
        }
        if (!known.isEmpty()) {
            throw FingerprintException.another(environment, found, known);
        }
        if (isStrict) {
            throw FingerprintException.unknown(environment, found);
        }
        return false;
    }
}
