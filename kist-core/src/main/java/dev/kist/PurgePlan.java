// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** The removal of one secret for good, with all its versions. */
public interface PurgePlan {
    /** The secret. */
    SecretName name();

    /** How many versions would be removed, the current one included. */
    int versions();

    /**
     * Removes them.
     *
     * @throws ConflictException if another writer wrote a version since it was planned; that one stays
     */
    void apply();
}
