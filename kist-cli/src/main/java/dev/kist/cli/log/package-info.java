/** {@code kist log}. */
@NullMarked
package dev.kist.cli.log;

import org.jspecify.annotations.NullMarked;
