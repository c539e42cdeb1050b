/** {@code kist prune}. */
@NullMarked
package dev.kist.cli.prune;

import org.jspecify.annotations.NullMarked;
