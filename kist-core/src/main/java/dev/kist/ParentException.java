// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/** An environment cannot inherit from another one, or does and cannot be read for that. Nothing was written. */
public final class ParentException extends KistException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient EnvironmentName child;
    private final transient EnvironmentName parent;

    /** What is wrong. */
    public enum Problem {
        /** The parent does not exist. */
        MISSING(Reason.NOT_FOUND),
        /** The parent has another fingerprint than the child expects: it was made anew, or a key was removed there. */
        ANOTHER(Reason.NOT_READABLE),
        /** The environment would inherit from itself, directly or not. */
        CIRCLE(Reason.INVALID_INPUT),
        /** There would be more than 8 environments, the one at the beginning included. */
        TOO_MANY_LEVELS(Reason.INVALID_INPUT);

        private final Reason reason;

        Problem(Reason reason) {
            this.reason = reason;
        }
    }

    private ParentException(
            Problem problem, EnvironmentName child, EnvironmentName parent, String message, @Nullable String hint) {
        super(problem.reason, message, hint, null);
        this.problem = problem;
        this.child = child;
        this.parent = parent;
    }

    /** For a parent that does not exist. */
    public static ParentException missing(EnvironmentName child, EnvironmentName parent) {
        return new ParentException(
                Problem.MISSING,
                child,
                parent,
                child + " inherits from the environment " + parent + ", which does not exist",
                "restore it from a backup, or let " + child + " inherit from another one, or from none");
    }

    /** For a parent that has the fingerprint {@code found} instead of the one that {@code child} expects. */
    public static ParentException another(EnvironmentName child, Parent expected, Fingerprint found) {
        return new ParentException(
                Problem.ANOTHER,
                child,
                expected.environment(),
                "the environment " + expected.environment() + " is not the one that " + child
                        + " inherits from: its fingerprint is " + found + ", not " + expected.fingerprint(),
                "if a key was removed there, which gives it a new fingerprint, set the parent again");
    }

    /** For an environment that would inherit from itself by way of {@code parent}, or does. */
    public static ParentException circle(EnvironmentName child, EnvironmentName parent) {
        return new ParentException(
                Problem.CIRCLE,
                child,
                parent,
                child.equals(parent)
                        ? child + " cannot inherit from itself"
                        : child + " cannot inherit from " + parent + ", which inherits from " + child + ": a circle",
                "name an environment that does not inherit from " + child);
    }

    /** For {@code child}, with whose parents, and with those that inherit from it, there are more than {@code most}. */
    public static ParentException tooMany(EnvironmentName child, EnvironmentName parent, int most) {
        return new ParentException(
                Problem.TOO_MANY_LEVELS,
                child,
                parent,
                "with " + child + " inheriting from " + parent + " there are more than " + most + " levels",
                "shorten the chain of parents");
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The environment that inherits. */
    public EnvironmentName child() {
        return child;
    }

    /** The environment that it inherits from, or was to. */
    public EnvironmentName parent() {
        return parent;
    }
}
