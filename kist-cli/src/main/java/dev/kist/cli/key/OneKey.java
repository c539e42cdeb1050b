package dev.kist.cli.key;

import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.OpenEnvironment;

/** The warning about an environment that is lost with one key. */
public final class OneKey {
    private OneKey() {}

    /** Warns if only one key opens {@code environment}. */
    public static void warn(Terminal terminal, OpenEnvironment environment) {
        if (environment.keys().asList().size() == 1) {
            terminal.warning(
                    "only one key opens " + environment.name() + ": if it is lost, nobody can read its secrets again");
            terminal.hint("kist init --recovery-key -e " + environment.name()
                    + " makes one to print and lock away; kist key add lets a colleague in");
        }
    }
}
