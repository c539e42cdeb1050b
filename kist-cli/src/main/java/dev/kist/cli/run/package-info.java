/**
 * How {@code kist run} starts a program: which program a name means, which variables it gets, and how it takes over
 * the terminal, the signals and the exit code.
 *
 * <p>Nothing here knows a store, a key or the command line's options. Secret values pass through and are never put
 * into a message or a {@code toString}.
 */
@NullMarked
package dev.kist.cli.run;

import org.jspecify.annotations.NullMarked;
