/**
 * Rotation: a new DEK becomes active, everything is encrypted again while others read and write, and the old DEK is
 * dropped when nothing uses it. Keys and documents are changed through {@code dev.kist.environment}; no cryptography lives
 * here.
 */
@NullMarked
package dev.kist.rotation;

import org.jspecify.annotations.NullMarked;
