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
     * The members that cannot read the environment all the same, since their key does not open one of its parents.
     *
     * @throws ParentException if a parent is not there, or is another one
     */
    List<ParentPlan.ShutOut> shutOut();

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
     * nothing is removed yet. Where that was prepared already, and the fingerprint is trusted here, it is given again.
     *
     * @throws PreparedRemovalException if another removal is prepared, or this one with a fingerprint that is not trusted here;
     *     nothing was written
     */
    PreparedRemoval prepareRemoval(Member leaving);

    /** As {@link #prepareRemoval}, in the place of what may be prepared: a fingerprint that was told before is void. */
    PreparedRemoval prepareRemovalAnew(Member leaving);

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
     * @param isNew whether the new one was made now; else it was there already
     */
    record PreparedRemoval(Member leaving, Fingerprint before, Fingerprint after, boolean isInProject, boolean isNew) {}
}
