/** {@code kist copy}. */
@NullMarked
package dev.kist.cli.copy;

import org.jspecify.annotations.NullMarked;
