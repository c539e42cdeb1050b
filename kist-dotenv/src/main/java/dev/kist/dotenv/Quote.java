// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** How a value was quoted in its file. */
public enum Quote {
    /** Not quoted, or with quotes that are part of the raw text. */
    NONE,
    /** {@code "…"} */
    DOUBLE,
    /** {@code '…'} */
    SINGLE,
    /** {@code `…`} */
    BACKTICK
}
