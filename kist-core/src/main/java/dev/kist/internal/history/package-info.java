/**
 * Former versions: read, pruned and purged.
 */
@NullMarked
package dev.kist.internal.history;

import org.jspecify.annotations.NullMarked;
