/** Follows environments on threads of its own, and tells what has changed. */
@NullMarked
package dev.kist.internal.watch;

import org.jspecify.annotations.NullMarked;
