package dev.kist.environment;

import dev.kist.KistException;
import dev.kist.format.ForeignDocument;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Printable;

/** A document in a secret's place that Kist did not write, or that was changed by other hands. It is never overwritten. */
public final class ForeignSecretException extends KistException {
    private static final long serialVersionUID = 1L;

    public ForeignSecretException(EnvironmentName environment, ForeignDocument document) {
        super(
                Reason.NOT_READABLE,
                "secret " + Printable.quote(document.key()) + " of " + environment + " cannot be read: "
                        + document.why(),
                "move the document to another collection, or remove it; Kist does not overwrite it",
                null);
    }
}
