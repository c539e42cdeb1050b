package dev.kist.cli.environment;

import dev.kist.Label;
import dev.kist.cli.key.NewKeyFile;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.X25519Identity;

/** A key to print and lock away, for the day when all others are lost. */
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
        X25519Identity key = X25519Identity.generate();
        session.keyAdministration().add(session.environment(), key.recipient(), LABEL);
        terminal.note("made a recovery key for " + session.environment()
                + ": print what follows and lock it away; it is kept nowhere here");
        terminal.data("# Recovery key of the environment " + session.environment() + "\n"
                + "# in " + session.store().description() + "\n"
                + NewKeyFile.text(key));
        terminal.hint(
                "to use it, type it into a file and say --key-file FILE; kist init --recovery-key | lpr prints it");
    }
}
