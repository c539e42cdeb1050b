/** A way into the command line's own package for {@code dev.kist.faults}; nothing else. */
@NullMarked
package dev.kist.cli;

import org.jspecify.annotations.NullMarked;
