/** The program: {@link dev.kist.cli.Main}, the top command and the one handler that turns exceptions into words. A command lives in the package of its first word. */
@NullMarked
package dev.kist.cli;

import org.jspecify.annotations.NullMarked;
