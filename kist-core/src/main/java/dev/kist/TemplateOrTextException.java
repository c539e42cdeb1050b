// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * A template was set again, and the new value has a <code>${</code>: whether that is a template, too, has to be said, by
 * {@link SetOptions#reading}. Nothing was written.
 */
public final class TemplateOrTextException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient SecretName secret;

    /** For the template {@code secret}. */
    public TemplateOrTextException(SecretName secret) {
        super(
                Reason.INVALID_INPUT,
                secret
                        + " is a template, and the new value has ${ in it: it is not clear whether that is a template, too",
                "say whether it is a template or text",
                null);
        this.secret = secret;
    }

    /** The secret that is set. */
    public SecretName secret() {
        return secret;
    }
}
