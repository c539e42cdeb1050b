// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;

/** The removal of one secret for good, with all its versions. */
public interface PurgePlan {
    /** The secret. */
    SecretName name();

    /** How many versions would be removed, the current one included. */
    int versions();

    /** Templates that could not be resolved afterwards, an exception each; empty unless that is accepted. */
    List<KistException> broken();

    /**
     * Removes them.
     *
     * @throws ConflictException if another writer wrote a version since it was planned; that one stays
     */
    void apply();
}
