// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key service cannot be reached, or refuses. Names the key's address, never credentials; it has no cause, on purpose. */
public final class KmsException extends KistException {
    private static final long serialVersionUID = 1L;

    private final String address;
    private final Problem problem;
    private final transient @Nullable EnvironmentName environment;

    /** What kind of failure it is. */
    public enum Problem {
        /** No connection, or no answer in time. */
        UNREACHABLE("cannot be reached"),
        /** There are no credentials, or the service does not take them. */
        CREDENTIALS("does not take the credentials"),
        /** The credentials are good, and do not give the right to do this with the key. */
        PRIVILEGE("does not allow it"),
        /** The key does not exist, is disabled, or is of a kind that cannot do this. */
        KEY("cannot use the key"),
        /** It answers, and not as it should. */
        ANSWER("failed");

        private final String words;

        Problem(String words) {
            this.words = words;
        }
    }

    /**
     * For the key at {@code address}.
     *
     * @param why the end of the sentence: the operation, and the service's own name for the failure. Nothing that the
     *     service or its client library wrote freely
     */
    public KmsException(String address, Problem problem, String why, @Nullable String hint) {
        this("the key service of " + address + " " + problem.words + ": " + why, hint, address, problem, null);
    }

    private KmsException(
            String message,
            @Nullable String hint,
            String address,
            Problem problem,
            @Nullable EnvironmentName environment) {
        super(Reason.UNAVAILABLE, message, hint, null);
        this.address = address;
        this.problem = problem;
        this.environment = environment;
    }

    /** The same, where the key is one of {@code renewed}'s and had to be asked since that is encrypted for its keys anew. */
    public KmsException inTheWayOf(EnvironmentName renewed) {
        return new KmsException(String.valueOf(getMessage()), hint().orElse(null), address, problem, renewed);
    }

    /**
     * The environment that cannot be encrypted for its keys anew, to remove another key or to rotate, as long as the key is
     * one of them.
     */
    public Optional<EnvironmentName> inTheWayOf() {
        return Optional.ofNullable(environment);
    }

    /** The address of the key that was asked for. */
    public String address() {
        return address;
    }

    /** What kind of failure it is. */
    public Problem problem() {
        return problem;
    }
}
