/** Everything that is printed or asked: {@link dev.kist.cli.terminal.Terminal}. No other class writes to a stream. */
@NullMarked
package dev.kist.cli.terminal;

import org.jspecify.annotations.NullMarked;
