package dev.kist.cli.key;

import dev.kist.EnvironmentName;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.ProgressBar;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.rotation.Rotation;
import java.util.Collection;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Runs a rotation with a progress bar and says what it did. */
public final class RotationReport {
    private final Terminal terminal;

    public RotationReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One of the operations of {@link Rotation}. */
    public interface Work {
        Rotation.Result run(EnvironmentName environment, LongConsumer progress);
    }

    /** Runs {@code work} in the session's environment; the exit code. */
    public int run(Session session, Work work) {
        EnvironmentName name = session.environment();
        // The documents are counted only where someone sees the bar.
        boolean isShown = terminal.streams().isTerminalErr();
        int total = isShown ? (int) Math.min(session.rotation().count(name), Integer.MAX_VALUE) : 0;
        try (ProgressBar bar = terminal.progress("rotating " + name, total)) {
            return report(work.run(name, done -> bar.update((int) Math.min(done, total))));
        }
    }

    private int report(Rotation.Result result) {
        OpenEnvironment now = result.environment();
        String dek = "DEK " + Integer.toUnsignedString(now.activeDek());
        String values = result.encrypted() + (result.encrypted() == 1 ? " value" : " values") + " encrypted again";
        if (result.isNewDek()) {
            terminal.note("rotated " + now.name() + ": " + dek + " is active, " + values);
        } else if (result.encrypted() > 0) {
            terminal.note("completed the rotation of " + now.name() + " to " + dek + ": " + values);
        }
        if (!result.dropped().isEmpty()) {
            terminal.note("dropped " + named(result.dropped()) + " of " + now.name());
        }
        if (!now.retiredDeks().isEmpty()) {
            boolean isOne = now.retiredDeks().size() == 1;
            terminal.note(named(now.retiredDeks()) + " of " + now.name() + (isOne ? " stays" : " stay")
                    + " for an hour: a later kist rotate or kist key command drops " + (isOne ? "it" : "them"));
        }
        result.unreadable().forEach(e -> terminal.error(String.valueOf(e.getMessage())));
        if (!result.unreadable().isEmpty()) {
            terminal.hint("what does not decrypt was left as it is, and its DEK is kept");
        }
        return result.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.NOT_READABLE;
    }

    private static String named(Collection<Integer> deks) {
        return (deks.size() == 1 ? "DEK " : "DEKs ")
                + deks.stream().map(Integer::toUnsignedString).collect(Collectors.joining(", "));
    }
}
