/** {@code kist init}. */
@NullMarked
package dev.kist.cli.init;

import org.jspecify.annotations.NullMarked;
