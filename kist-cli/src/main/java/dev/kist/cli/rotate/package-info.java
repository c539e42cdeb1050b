/** {@code kist rotate}. */
@NullMarked
package dev.kist.cli.rotate;

import org.jspecify.annotations.NullMarked;
