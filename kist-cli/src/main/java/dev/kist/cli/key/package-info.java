/** {@code kist key}: who can open which environment. */
@NullMarked
package dev.kist.cli.key;

import org.jspecify.annotations.NullMarked;
