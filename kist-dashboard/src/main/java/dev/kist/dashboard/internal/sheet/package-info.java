/**
 * The table: all environments of a store side by side, as they are read and followed. Holds no values: two of them are compared
 * by what a key of this run makes of them.
 */
@NullMarked
package dev.kist.dashboard.internal.sheet;

import org.jspecify.annotations.NullMarked;
