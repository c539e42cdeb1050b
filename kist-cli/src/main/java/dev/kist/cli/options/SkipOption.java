package dev.kist.cli.options;

import dev.kist.KistException;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import java.util.Collection;
import picocli.CommandLine.Option;

/** Whether what cannot be read is left out. */
public final class SkipOption {
    @Option(names = "--skip-unreadable", description = "Leave out what cannot be read, with a warning.")
    boolean isSkip;

    /** Whether it was given. */
    public boolean isSkip() {
        return isSkip;
    }

    /** What to do with what cannot be read. */
    public Unreadable policy() {
        return isSkip ? Unreadable.SKIP : Unreadable.FAIL;
    }

    /** Says what was left out. */
    public void warn(Terminal terminal, Collection<KistException> unreadable) {
        unreadable.forEach(e -> terminal.warning("left out: " + e.getMessage()));
    }
}
