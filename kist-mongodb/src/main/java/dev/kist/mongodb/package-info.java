/** Kist. */
@NullMarked
package dev.kist.mongodb;

import org.jspecify.annotations.NullMarked;
