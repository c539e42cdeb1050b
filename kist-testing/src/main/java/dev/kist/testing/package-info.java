/** Kist. */
@NullMarked
package dev.kist.testing;

import org.jspecify.annotations.NullMarked;
