// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.InvalidInputException;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What a command takes on its line: one option or operand, or several that belong together. The parser fills them in; each
 * object serves one run of one command.
 */
public interface Arguments {
    /** What the parser and the help need to know of each, made anew with every call. */
    List<ArgSpec> specs();

    /**
     * Checks what the parser leaves unread.
     *
     * @throws InvalidInputException if something that was given is not as expected
     */
    default void check() {}

    /** Whether any of them was given. */
    boolean isGiven();
}
