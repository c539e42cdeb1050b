/** {@code kist delete}. */
@NullMarked
package dev.kist.cli.delete;

import org.jspecify.annotations.NullMarked;
