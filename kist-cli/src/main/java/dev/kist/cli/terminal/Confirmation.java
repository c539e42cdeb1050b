// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.InvalidInputException;

/** A question whether to go on, for what cannot be undone or changes what exists. */
public final class Confirmation {
    private Confirmation() {}

    /**
     * Returns if {@code assumeYes}, or if a person says yes.
     *
     * @param what what would happen, as a sentence without its end
     * @throws InvalidInputException if the answer is no, or nobody can be asked; nothing was changed
     */
    public static void require(Terminal terminal, String what, boolean assumeYes) {
        if (assumeYes) {
            return;
        }
        if (!terminal.canAsk()) {
            throw new InvalidInputException(what + ": nothing was changed", "say --yes to go on");
        }
        if (!terminal.confirm(what + ". Go on?")) {
            throw new InvalidInputException("stopped: nothing was changed", null);
        }
    }
}
