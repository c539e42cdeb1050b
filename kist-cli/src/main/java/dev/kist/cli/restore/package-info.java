/** {@code kist restore}. */
@NullMarked
package dev.kist.cli.restore;

import org.jspecify.annotations.NullMarked;
