// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/**
 * Something stored does not decrypt or is not what it claims to be. One text for every authentication failure: nothing
 * tells a wrong key from changed bytes.
 */
public final class DecryptionFailedException extends KistException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /**
     * For {@code what}, such as {@code secret DATABASE_URL of production}, with {@code why} as the end of the sentence.
     */
    public DecryptionFailedException(String what, String why, @Nullable String hint) {
        super(Reason.NOT_READABLE, what + " " + why, hint, null);
        this.what = what;
    }

    /** An environment has no document any more; {@code trace} shows that it had one. */
    public static DecryptionFailedException lost(EnvironmentName name, String trace) {
        return new DecryptionFailedException(
                "the environment " + name,
                "has lost its document: there is none, but " + trace,
                "check the database and collection names; if they are right, restore the document from a backup of the"
                        + " collection that ends in .environments");
    }

    /** What does not decrypt, by name. */
    public String what() {
        return what;
    }
}
