/** {@code kist migrate}: files of other tools into an environment. */
@NullMarked
package dev.kist.cli.migrate;

import org.jspecify.annotations.NullMarked;
