/** {@code kist get}. */
@NullMarked
package dev.kist.cli.get;

import org.jspecify.annotations.NullMarked;
