/** Options that several commands share, as mixins. */
@NullMarked
package dev.kist.cli.options;

import org.jspecify.annotations.NullMarked;
