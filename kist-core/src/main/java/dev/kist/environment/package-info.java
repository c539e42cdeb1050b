/**
 * Environments as a holder of a key works with them: opening, creating, reading and writing their secrets. The write
 * protocol of {@code docs/format.md} lives here, and nowhere else.
 */
@NullMarked
package dev.kist.environment;

import org.jspecify.annotations.NullMarked;
