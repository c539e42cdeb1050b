/**
 * Rotation: a new DEK becomes active, everything is encrypted again while others read and write, and the old DEK is
 * dropped when nothing uses it.
 */
@NullMarked
package dev.kist.internal.rotation;

import org.jspecify.annotations.NullMarked;
