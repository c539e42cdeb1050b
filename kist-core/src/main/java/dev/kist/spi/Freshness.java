// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

/** How fresh a read must be. Both see acknowledged majority writes only, where the server has them. */
public enum Freshness {
    /** For {@code get}, {@code load}, {@code run}, {@code export}: the primary if it is there, else a secondary. */
    PREFER_PRIMARY,
    /** For a read before a write, and to settle a lost answer: the primary. */
    PRIMARY
}
