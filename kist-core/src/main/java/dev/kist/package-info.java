/** Kist. */
@NullMarked
package dev.kist;

import org.jspecify.annotations.NullMarked;
