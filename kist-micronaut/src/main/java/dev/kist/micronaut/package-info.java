/** Kist in Micronaut: an environment's secrets among the application's properties. By the front door of the library alone. */
@NullMarked
package dev.kist.micronaut;

import org.jspecify.annotations.NullMarked;
