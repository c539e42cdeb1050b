package dev.kist;

/** A document in a secret's place that Kist did not write, or that was changed by other hands. It is never overwritten. */
public final class ForeignSecretException extends KistException {
    private static final long serialVersionUID = 1L;

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
                "move the document to another collection, or remove it; Kist does not overwrite it",
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
