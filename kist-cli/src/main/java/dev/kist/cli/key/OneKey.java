package dev.kist.cli.key;

import dev.kist.EnvironmentName;
import dev.kist.Member;
import dev.kist.cli.terminal.Terminal;
import java.util.List;

/** The warning about an environment that is lost with one key. */
public final class OneKey {
    private OneKey() {}

    /** Warns if only one key opens the environment. */
    public static void warn(Terminal terminal, EnvironmentName environment, List<Member> members) {
        if (members.size() == 1) {
            terminal.warning(
                    "only one key opens " + environment + ": if it is lost, nobody can read its secrets again");
            terminal.hint("kist init --recovery-key -e " + environment
                    + " makes one to print and keep in a safe place; kist key add lets a colleague in");
        }
    }
}
