// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A template that cannot be resolved. Its reason is {@code NOT_FOUND} for a missing name, else {@code INVALID_INPUT}.
 */
public final class TemplateException extends KistException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient EnvironmentName environment;
    private final transient List<SecretName> path;
    private final String found;
    private final boolean isRefusal;

    /** Why it cannot be resolved. */
    public enum Problem {
        /** A name that it needs does not exist. */
        MISSING("set it, or change the template; $${ is a literal ${"),
        /** The references go in a circle. */
        CIRCLE("change one of these templates"),
        /** They go too deep. */
        TOO_DEEP("refer to the last one directly"),
        /** It grows too large. */
        TOO_LARGE("refer to smaller values"),
        /** It needs a secret that is binary. */
        BINARY("refer to text alone"),
        /** A <code>${</code> in it begins no reference. */
        MALFORMED("write ${NAME} for the value of NAME, and $${ for a literal ${");

        private final String hint;

        Problem(String hint) {
            this.hint = hint;
        }
    }

    /**
     * For the first of {@code path}.
     *
     * @param path the secrets on the way, from the template to where it fails
     * @param why the end of the sentence
     */
    public TemplateException(Problem problem, EnvironmentName environment, List<SecretName> path, String why) {
        this(problem, environment, path, message(environment, path, why), false);
    }

    private TemplateException(
            Problem problem, EnvironmentName environment, List<SecretName> path, String found, boolean isRefusal) {
        super(
                problem == Problem.MISSING ? Reason.NOT_FOUND : Reason.INVALID_INPUT,
                isRefusal ? found + ": nothing was written" : found,
                problem.hint,
                null);
        this.found = found;
        this.problem = problem;
        this.environment = environment;
        this.path = List.copyOf(path);
        this.isRefusal = isRefusal;
    }

    private static String message(EnvironmentName environment, List<SecretName> path, String why) {
        return "the template " + path.get(0) + " of " + environment + " cannot be resolved: "
                + path.stream().map(SecretName::value).collect(Collectors.joining(" -> ")) + ": " + why;
    }

    /** The same for a template that is not written for this, unless that is forced. */
    public TemplateException asRefusal() {
        return new TemplateException(problem, environment, path, found, true);
    }

    /** What is wrong with the template, without what became of a write. */
    public String found() {
        return found;
    }

    /** Whether a write was refused, which can be forced. */
    public boolean isRefusal() {
        return isRefusal;
    }

    /** Why it cannot be resolved. */
    public Problem problem() {
        return problem;
    }

    /** The environment for which it was to be resolved. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The secrets on the way, from the template to where it fails. */
    public List<SecretName> path() {
        return path;
    }
}
