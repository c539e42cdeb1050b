/** {@code kist set}. */
@NullMarked
package dev.kist.cli.set;

import org.jspecify.annotations.NullMarked;
