// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** A document in a secret's place that Kist did not write. It is never overwritten. */
public final class ForeignSecretException extends KistException {
    private static final long serialVersionUID = 1L;

    /** What to do about such a document, which loses nothing. */
    public static final String HINT =
            "if it was a secret of Kist, restore its document from a backup; if it never was one, move"
                    + " it to another collection; Kist does not overwrite it";

    private final transient EnvironmentName environment;
    private final String key;

    /**
     * For the document that stands where the secret {@code key} would.
     *
     * @param why what is wrong with it, as the end of a sentence
     */
    public ForeignSecretException(EnvironmentName environment, String key, String why) {
        super(
                Reason.NOT_READABLE,
                "secret " + Printable.quote(key) + " of " + environment + " cannot be read: " + why,
                HINT,
                null);
        this.environment = environment;
        this.key = key;
    }

    /** The environment that the document is in. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The field {@code key} of the document, as it is stored: show it quoted by {@link Printable}. */
    public String key() {
        return key;
    }
}
