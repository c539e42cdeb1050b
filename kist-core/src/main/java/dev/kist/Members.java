// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;

/** The keys that open an environment: who they are, letting one in, taking one away. Thread-safe. */
public interface Members {
    /** The members, in the order in which they were let in. */
    List<Member> list();

    /**
     * The one that {@code text} names: an id, a whole public key, or a label.
     *
     * @throws NotFoundException if there is none
     */
    Member get(String text);

    /**
     * Lets a key in.
     *
     * @param publicKey {@code kist-pub-1-...}, or the address of a key in a key service
     * @throws InvalidInputException if it is no key, the key or the label is there already, the label looks like a key's id,
     *     or there are 1,000 keys
     */
    Member add(String publicKey, Label label);

    /**
     * Makes the fingerprint that the environment will have once {@code leaving} is removed, so that it can be told before:
     * nothing is removed yet, and what was prepared before is replaced.
     */
    PreparedRemoval prepareRemoval(Member leaving);

    /**
     * Plans to take a key away.
     *
     * @throws InvalidInputException if it is the only one: nobody could open the environment again
     */
    KeyRemovalPlan planRemoval(Member leaving);

    /**
     * A removal that was prepared.
     *
     * @param leaving the key that is to be removed
     * @param before the fingerprint that the environment has
     * @param after the fingerprint that it will have
     * @param isInProject whether both were written to the project's file, to be committed
     */
    record PreparedRemoval(Member leaving, Fingerprint before, Fingerprint after, boolean isInProject) {}
}
