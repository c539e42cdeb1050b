// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Optional;

/** A change of what an environment inherits from, decided against what is stored now. */
public interface ParentPlan {
    /** The environment that is to inherit. */
    EnvironmentName environment();

    /** Its parent now; empty if it has none. */
    Optional<Parent> before();

    /** Its parent afterwards; empty for none. The same parent with another fingerprint is pinned anew. */
    Optional<Parent> after();

    /** Whether there is anything to write. */
    default boolean isChange() {
        return !before().equals(after());
    }

    /** Members of the environment who could not read it any more, since their key does not open a parent. */
    List<ShutOut> shutOut();

    /**
     * Templates that could not be resolved afterwards, and resolve today, in the environment itself and in those that inherit
     * from it: one exception each, that says why.
     */
    List<KistException> broken();

    /** The same, to be written even if templates break by it. */
    ParentPlan force();

    /**
     * Writes it, as one change of the environment's document, with an event that {@link Environment#log()} shows. Whether
     * members are shut out is for the caller to consider.
     *
     * @throws TemplateException if a template breaks by it, unless that is forced; nothing was written
     * @throws ConflictException if another writer set another parent since this was planned; nothing was written
     * @throws ParentException if another writer gave the parent a parent since, so that there would be a circle or too many; what
     *     was before is set again
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    void apply();

    /**
     * A member of an environment whose key does not open one of its parents: they cannot read the environment at all.
     *
     * @param member the member
     * @param parent the nearest parent that stays closed to them
     */
    record ShutOut(Member member, EnvironmentName parent) {}
}
