/** {@code kist rollback}. */
@NullMarked
package dev.kist.cli.rollback;

import org.jspecify.annotations.NullMarked;
