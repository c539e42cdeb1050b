/** What commands take on their line: options and operands as typed objects that the parser fills, and those that several commands share. Nothing of what commands do. */
@NullMarked
package dev.kist.cli.options;

import org.jspecify.annotations.NullMarked;
