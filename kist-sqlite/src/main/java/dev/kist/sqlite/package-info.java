/** Kist. */
@NullMarked
package dev.kist.sqlite;

import org.jspecify.annotations.NullMarked;
