/** {@code kist diff}. */
@NullMarked
package dev.kist.cli.diff;

import org.jspecify.annotations.NullMarked;
