// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/**
 * An entry that a format cannot hold.
 *
 * @param key the key; empty where it is about the whole file
 * @param reason why, without the value
 */
public record RefusedEntry(String key, String reason) {

    /** {@code KEY: reason} */
    @Override
    public String toString() {
        return key.isEmpty() ? reason : key + ": " + reason;
    }
}
