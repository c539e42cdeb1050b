// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Map;

/** The removal of a whole environment for good: history, secrets, and its own document last. */
public interface EnvironmentRemovalPlan {
    /** The environment. */
    EnvironmentName environment();

    /** Whether the store has anything of it; else only a fingerprint is known here, since someone else removed it. */
    boolean isStored();

    /** How many secrets it has, deleted ones among them. */
    int secrets();

    /** How many former versions it has. */
    int formerVersions();

    /** The environments that inherit from it, as far as keys at hand open them. */
    List<EnvironmentName> children();

    /** The environments that cannot be opened here, and why: whether they inherit from it cannot be seen. */
    Map<EnvironmentName, KistException> unseen();

    /**
     * Removes it, and its lines in the project's and the user's own files of trusted fingerprints. An interrupted run is
     * completed by the same plan made again.
     *
     * @return how many documents are left because Kist did not write them
     * @throws InvalidInputException if it is stored and other environments inherit from it; nothing was removed
     * @throws ConflictException if another writer changed its keys, or wrote a secret to the end
     */
    int apply(Progress progress);
}
