/** Kist. */
@NullMarked
package dev.kist.cli;

import org.jspecify.annotations.NullMarked;
