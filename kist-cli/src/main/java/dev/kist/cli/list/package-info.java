/** {@code kist list}. */
@NullMarked
package dev.kist.cli.list;

import org.jspecify.annotations.NullMarked;
