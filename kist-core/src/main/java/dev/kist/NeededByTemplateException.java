// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** A secret was to be taken away that a template refers to. Nothing was written. */
public final class NeededByTemplateException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient SecretName needed;
    private final transient SecretName template;
    private final boolean canBeForced;

    /** For {@code needed}, to which {@code template} of {@code environment} refers. */
    public NeededByTemplateException(EnvironmentName environment, SecretName needed, SecretName template) {
        this(environment, needed, template, true);
    }

    private NeededByTemplateException(
            EnvironmentName environment, SecretName needed, SecretName template, boolean canBeForced) {
        super(
                Reason.INVALID_INPUT,
                "the template " + template + " of " + environment + " refers to " + needed + ": nothing was written",
                "change " + template + " first",
                null);
        this.environment = environment;
        this.needed = needed;
        this.template = template;
        this.canBeForced = canBeForced;
    }

    /** The same for what nothing forces. */
    public NeededByTemplateException unforceable() {
        return new NeededByTemplateException(environment, needed, template, false);
    }

    /** Whether the same can be asked for so that it is done all the same. */
    public boolean canBeForced() {
        return canBeForced;
    }

    /** The environment that stores the template. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The secret that is needed. */
    public SecretName needed() {
        return needed;
    }

    /** The template that refers to it. */
    public SecretName template() {
        return template;
    }
}
