/** {@code kist export}. */
@NullMarked
package dev.kist.cli.export;

import org.jspecify.annotations.NullMarked;
