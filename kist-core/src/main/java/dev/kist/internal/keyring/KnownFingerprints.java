// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.Sight.Trust;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fingerprints that are known, and which of them count: those that were given ({@code KIST_FINGERPRINT}) count alone;
 * else the user's own of an environment, which the project's must not contradict; else the project's. Immutable.
 */
public final class KnownFingerprints {
    private static final KnownFingerprints NONE =
            new KnownFingerprints(Set.of(), ByName.NONE, ByName.NONE, ByName.NONE, ByName.NONE, Set.of(), Demand.WARN);

    private final Set<Fingerprint> given;
    private final ByName decided;
    private final ByName own;
    private final ByName elsewhere;
    private final ByName project;
    private final Set<Fingerprint> projectOfAny;
    private final Demand demand;

    /** What becomes of an environment of which nothing is known. */
    private enum Demand {
        /** It is taken as found for reading. */
        WARN,
        /** It is refused. */
        STRICT,
        /** It needs no fingerprint: its store is the user's own file. */
        NOTHING
    }

    /** Fingerprints by the environments that they are of. */
    private record ByName(Map<EnvironmentName, Set<Fingerprint>> sets) {
        static final ByName NONE = new ByName(Map.of());

        Set<Fingerprint> of(EnvironmentName environment) {
            return sets.getOrDefault(environment, Set.of());
        }

        ByName with(EnvironmentName environment, Fingerprint fingerprint) {
            Set<Fingerprint> more = new HashSet<>(of(environment));
            more.add(fingerprint);
            return withAll(environment, more);
        }

        ByName withAll(EnvironmentName environment, Set<Fingerprint> fingerprints) {
            Map<EnvironmentName, Set<Fingerprint>> more = new HashMap<>(sets);
            more.put(environment, Set.copyOf(fingerprints));
            return new ByName(Map.copyOf(more));
        }
    }

    private KnownFingerprints(
            Set<Fingerprint> given,
            ByName decided,
            ByName own,
            ByName elsewhere,
            ByName project,
            Set<Fingerprint> projectOfAny,
            Demand demand) {
        this.given = Set.copyOf(given);
        this.decided = decided;
        this.own = own;
        this.elsewhere = elsewhere;
        this.project = project;
        this.projectOfAny = Set.copyOf(projectOfAny);
        this.demand = demand;
    }

    /** Nothing known, every keyring taken as found for reading. */
    public static KnownFingerprints none() {
        return NONE;
    }

    /** These and {@code fingerprint}, whatever environment it belongs to, as {@code KIST_FINGERPRINT} gives it. */
    public KnownFingerprints with(Fingerprint fingerprint) {
        return new KnownFingerprints(plus(given, fingerprint), decided, own, elsewhere, project, projectOfAny, demand);
    }

    /** These and {@code fingerprint} as the user's own for {@code environment}; several for one are allowed. */
    public KnownFingerprints with(EnvironmentName environment, Fingerprint fingerprint) {
        return new KnownFingerprints(
                given, decided, own.with(environment, fingerprint), elsewhere, project, projectOfAny, demand);
    }

    /**
     * These and {@code fingerprint} as the user's own for an environment of this name on other hosts: it is taken for the
     * same environment, reached another way, where the user's file has none for these hosts.
     */
    public KnownFingerprints withElsewhere(EnvironmentName environment, Fingerprint fingerprint) {
        return new KnownFingerprints(
                given, decided, own, elsewhere.with(environment, fingerprint), project, projectOfAny, demand);
    }

    /** These and {@code fingerprint} as the project's for {@code environment}. */
    public KnownFingerprints withProject(EnvironmentName environment, Fingerprint fingerprint) {
        return new KnownFingerprints(
                given, decided, own, elsewhere, project.with(environment, fingerprint), projectOfAny, demand);
    }

    /** These and {@code fingerprint} as the project's for every environment. */
    public KnownFingerprints withProject(Fingerprint fingerprint) {
        return new KnownFingerprints(given, decided, own, elsewhere, project, plus(projectOfAny, fingerprint), demand);
    }

    /** The same, where {@code fingerprint} alone counts for {@code environment}: this process made it, or was told so. */
    public KnownFingerprints deciding(EnvironmentName environment, Fingerprint fingerprint) {
        return new KnownFingerprints(
                given,
                decided.withAll(environment, Set.of(fingerprint)),
                own,
                elsewhere,
                project,
                projectOfAny,
                demand);
    }

    /** The same, accepting {@code now} for {@code environment} besides those that count: this process wrote it. */
    public KnownFingerprints accepting(EnvironmentName environment, Fingerprint now) {
        return new KnownFingerprints(
                given,
                decided.withAll(environment, plus(of(environment), now)),
                own,
                elsewhere,
                project,
                projectOfAny,
                demand);
    }

    /** The same without what is known of {@code environment} by its name: it was removed. */
    public KnownFingerprints without(EnvironmentName environment) {
        return new KnownFingerprints(
                given,
                decided.withAll(environment, Set.of()),
                own.withAll(environment, Set.of()),
                elsewhere,
                project.withAll(environment, Set.of()),
                projectOfAny,
                demand);
    }

    /**
     * The same after the files were read again. What was decided here counts until a file says of that environment something
     * else than before.
     *
     * @param before what the files said before
     * @param again what they say now
     */
    public KnownFingerprints afterReading(KnownFingerprints before, KnownFingerprints again) {
        Map<EnvironmentName, Set<Fingerprint>> kept = new HashMap<>(decided.sets());
        kept.entrySet()
                .removeIf(entry -> isNews(entry.getKey(), entry.getValue(), before.own, again.own)
                        || isNews(entry.getKey(), entry.getValue(), before.project, again.project));
        return new KnownFingerprints(
                again.given,
                new ByName(Map.copyOf(kept)),
                again.own,
                again.elsewhere,
                again.project,
                again.projectOfAny,
                again.demand);
    }

    private static boolean isNews(EnvironmentName name, Set<Fingerprint> known, ByName before, ByName again) {
        return !again.of(name).equals(before.of(name)) && !again.of(name).equals(known);
    }

    /** What is known of parents by their names. A parent without one is known by what its child inherits from. */
    public KnownFingerprints ofParents() {
        return new KnownFingerprints(
                Set.of(), decided, own, elsewhere, project, Set.of(), demand == Demand.STRICT ? Demand.WARN : demand);
    }

    /** The same, refusing environments of which nothing is known. */
    public KnownFingerprints strict() {
        return new KnownFingerprints(given, decided, own, elsewhere, project, projectOfAny, Demand.STRICT);
    }

    /** The same, where an environment of which nothing is known needs no fingerprint. */
    public KnownFingerprints ofOwnStore() {
        return new KnownFingerprints(given, decided, own, elsewhere, project, projectOfAny, Demand.NOTHING);
    }

    /** Those that count for {@code environment}; empty where nothing is known of it. */
    public Set<Fingerprint> of(EnvironmentName environment) {
        if (!decided.of(environment).isEmpty()) {
            return decided.of(environment);
        }
        if (!given.isEmpty()) {
            return given;
        }
        return own.of(environment).isEmpty() ? ofProject(environment) : own.of(environment);
    }

    /**
     * Those of {@code environment} that the user's own file has; where it has none for these hosts, those for others. A
     * project that sends its user to another server, and says what is to be found there, must not go unnoticed.
     */
    public Set<Fingerprint> ofOwn(EnvironmentName environment) {
        return own.of(environment).isEmpty() && demand != Demand.NOTHING
                ? elsewhere.of(environment)
                : own.of(environment);
    }

    /** Those of {@code environment} that the project's files have. */
    public Set<Fingerprint> ofProject(EnvironmentName environment) {
        return project.of(environment).isEmpty() ? projectOfAny : project.of(environment);
    }

    /** Whether one is known for {@code environment} by its name. */
    public boolean isNamed(EnvironmentName environment) {
        return !decided.of(environment).isEmpty()
                || !own.of(environment).isEmpty()
                || !project.of(environment).isEmpty();
    }

    /** Whether the fingerprints that count were given, so that no environment is to be created. */
    public boolean isGiven() {
        return !given.isEmpty();
    }

    /**
     * Whether a person told this fingerprint here: it was given, or stands in the user's own file. The project's file does not
     * count: others can write to it. Of a store that is the user's own file none has to be told.
     */
    public boolean isTold(EnvironmentName environment, Fingerprint fingerprint) {
        return given.contains(fingerprint)
                || own.of(environment).contains(fingerprint)
                || judge(environment, fingerprint) == Trust.NOT_NEEDED;
    }

    /** Whether {@code found} counts for {@code environment} and nothing else does. */
    public boolean isOnlyOne(EnvironmentName environment, Fingerprint found) {
        return of(environment).equals(Set.of(found));
    }

    /** What {@code found} is to {@code environment}. */
    public Trust judge(EnvironmentName environment, Fingerprint found) {
        if (!decided.of(environment).isEmpty() || !given.isEmpty()) {
            return of(environment).contains(found) ? Trust.TRUSTED : Trust.DIFFERENT;
        }
        Set<Fingerprint> user = ofOwn(environment);
        Set<Fingerprint> project = ofProject(environment);
        boolean isOfUser = user.contains(found);
        boolean isOfProject = project.contains(found);
        if (own.of(environment).isEmpty() && project.isEmpty()) {
            return demand == Demand.NOTHING ? Trust.NOT_NEEDED : isOfUser ? Trust.TRUSTED : Trust.UNKNOWN;
        }
        if (user.isEmpty() || project.isEmpty() || isOfUser == isOfProject) {
            return isOfUser || isOfProject ? Trust.TRUSTED : Trust.DIFFERENT;
        }
        return Trust.DISPUTED;
    }

    /**
     * Whether {@code found} is trusted for {@code environment}; false where nothing is known of it.
     *
     * @throws FingerprintException if another one counts, if the user's file and the project's differ, or if nothing is known
     *     and this is strict
     */
    boolean check(EnvironmentName environment, Fingerprint found) {
        return switch (judge(environment, found)) {
            case TRUSTED, NOT_NEEDED -> true;
            case DIFFERENT -> throw different(environment, found);
            case DISPUTED ->
                throw FingerprintException.disputed(environment, found, ofOwn(environment), ofProject(environment));
            case UNKNOWN -> {
                if (demand == Demand.STRICT) {
                    throw FingerprintException.unknown(environment, found);
                }
                yield false;
            }
        };
    }

    private FingerprintException different(EnvironmentName environment, Fingerprint found) {
        return isGiven()
                ? FingerprintException.notGiven(environment, found, of(environment))
                : FingerprintException.another(environment, found, of(environment));
    }

    private static Set<Fingerprint> plus(Set<Fingerprint> set, Fingerprint one) {
        Set<Fingerprint> more = new HashSet<>(set);
        more.add(one);
        return more;
    }
}
