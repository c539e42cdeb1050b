// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * How to speak of a store.
 *
 * @param place where it is, without credentials: host names, or a file
 * @param namespace {@code database.collection}, as known fingerprints are filed
 * @param isLocal whether it is the local store
 */
public record StoreDescription(String place, String namespace, boolean isLocal) {
    @Override
    public String toString() {
        return isLocal ? "the local store " + place : "MongoDB " + place + " " + namespace;
    }
}
