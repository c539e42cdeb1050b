// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something stored does not decrypt or is not what it claims to be. One text for every authentication failure: nothing
 * tells a wrong key from changed bytes.
 */
public final class DecryptionFailedException extends KistException {
    private static final long serialVersionUID = 1L;

    /** What is said of everything that is not authentic, whatever the reason: the end of a sentence. */
    public static final String DOES_NOT_DECRYPT = "does not decrypt: the key is wrong or the stored bytes were changed";

    /** What to do about a document that is not authentic. */
    public static final String RESTORE = "restore its document from a backup";

    private static final String LOST = "has lost its document: there is none, but ";

    private final String what;
    private final transient @Nullable EnvironmentName known;

    /**
     * For {@code what}, such as {@code secret DATABASE_URL of production}, with {@code why} as the end of the sentence.
     */
    public DecryptionFailedException(String what, String why, @Nullable String hint) {
        this(what, why, hint, null);
    }

    private DecryptionFailedException(String what, String why, @Nullable String hint, @Nullable EnvironmentName known) {
        super(Reason.NOT_READABLE, what + " " + why, hint, null);
        this.what = what;
        this.known = known;
    }

    /** An environment has no document any more, but encrypted secrets. */
    public static DecryptionFailedException lost(EnvironmentName name) {
        return new DecryptionFailedException(
                "the environment " + name,
                LOST + "it has encrypted secrets",
                "check the database and collection names; if they are right, restore the document from a backup of the"
                        + " collection that ends in .environments");
    }

    /** An environment has no document any more, but a fingerprint of it is known here by its name. */
    public static DecryptionFailedException lostButKnown(EnvironmentName name) {
        return new DecryptionFailedException(
                "the environment " + name,
                LOST + "a fingerprint of it is known here",
                "check the database and collection names; if a member removed the environment, remove it here, too"
                        + " (Environment.planRemoval); else restore the document from a backup of the collection that ends in"
                        + " .environments",
                name);
    }

    /** The environment that may have been removed by a member: it is known here by a fingerprint, and has no document. */
    public Optional<EnvironmentName> knownWithoutDocument() {
        return Optional.ofNullable(known);
    }

    /** What does not decrypt, by name. */
    public String what() {
        return what;
    }
}
