// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.Kist;
import dev.kist.Label;
import dev.kist.Member;
import dev.kist.NewKey;
import dev.kist.cli.key.NewKeyFile;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShutOutText;
import dev.kist.cli.terminal.Terminal;

/** A key to print and keep in a safe place, for the day when all others are lost. */
final class RecoveryKey {
    private static final Label LABEL = Label.parse("recovery");

    private final Terminal terminal;
    private final Session session;

    RecoveryKey(Terminal terminal, Session session) {
        this.terminal = terminal;
        this.session = session;
    }

    /** Makes one, lets it open the session's environment, and prints it: it is kept nowhere else. */
    void make() {
        NewKey key = Kist.newKey();
        Member member = session.write(
                environment -> environment.members().add(key.publicHalf().publicKey(), LABEL));
        terminal.note("made a recovery key for " + session.name()
                + ": print what follows and keep it in a safe place; it is kept nowhere here");
        terminal.data("# Recovery key of the environment " + session.name() + "\n"
                + "# in " + session.kist().store() + "\n"
                + NewKeyFile.text(key));
        terminal.hint("to use it, type it into a file and say --key-file FILE; kist init --recovery-key -e "
                + session.name() + " | lpr prints it");
        ShutOutText.warn(terminal, session.environment(), member);
    }
}
