/**
 * How documents are written, removed and read in bulk, whatever they hold: pauses, retries, batches, pages.
 */
@NullMarked
package dev.kist.internal.protocol;

import org.jspecify.annotations.NullMarked;
