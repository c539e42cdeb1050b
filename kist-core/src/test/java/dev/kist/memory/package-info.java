/** A store in memory, on which kist-core proves itself. */
@NullMarked
package dev.kist.memory;

import org.jspecify.annotations.NullMarked;
