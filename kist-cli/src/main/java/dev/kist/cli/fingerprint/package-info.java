/** {@code kist fingerprint}. */
@NullMarked
package dev.kist.cli.fingerprint;

import org.jspecify.annotations.NullMarked;
