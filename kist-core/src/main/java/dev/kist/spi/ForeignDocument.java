// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that Kist cannot read: not written by it, or changed by other hands since. It is named, never overwritten.
 *
 * @param key the name as the document has it, or a text that stands for it
 * @param problem what is wrong with it
 * @param likeness the same document as far as encryption binds it, with made-up fields where nothing does; null where that
 *     cannot be told. It is good for finding out whether something in it decrypts, and for nothing else
 */
public record ForeignDocument(String key, Problem problem, @Nullable SecretDocument likeness)
        implements StoredDocument {

    /**
     * What is wrong with a document.
     *
     * @param isOfKist whether it is one of Kist's that was changed
     * @param why what is wrong, as a sentence about "it"; holds no value
     * @param hint what to do, which loses nothing
     */
    public record Problem(boolean isOfKist, String why, String hint) {
        static final Problem NOT_WRITTEN_BY_KIST =
                new Problem(false, "it was not written by Kist", ForeignSecretException.HINT);

        static final Problem NOT_AUTHENTIC = new Problem(
                true, "it " + DecryptionFailedException.DOES_NOT_DECRYPT, DecryptionFailedException.RESTORE);

        static Problem of(String why, String hint) {
            return new Problem(true, why, hint);
        }
    }

    /** What is wrong with it, as a sentence about "it". */
    public String why() {
        return problem.why();
    }

    /** The same document as far as encryption binds it. */
    public Optional<SecretDocument> asFarAsBound() {
        return Optional.ofNullable(likeness);
    }

    /** What whoever wants to read it in {@code environment} is told. */
    public KistException failure(EnvironmentName environment) {
        if (!problem.isOfKist()) {
            return new ForeignSecretException(environment, key, problem.why());
        }
        String version = likeness instanceof FormerDocument former ? "version " + former.version() + " of " : "";
        return new DecryptionFailedException(
                version + "secret " + key + " of " + environment,
                problem.equals(Problem.NOT_AUTHENTIC)
                        ? DecryptionFailedException.DOES_NOT_DECRYPT
                        : "cannot be read: " + problem.why(),
                problem.hint());
    }
}
