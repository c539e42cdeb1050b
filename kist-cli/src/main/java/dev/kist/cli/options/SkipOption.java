package dev.kist.cli.options;

import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.cli.terminal.Terminal;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/** Whether what cannot be read is left out. */
public final class SkipOption implements Arguments {
    private final Flag flag = Flag.of("--skip-unreadable", "Leave out what cannot be read, with a warning.");

    @Override
    public boolean isGiven() {
        return flag.isGiven();
    }

    @Override
    public List<ArgSpec> specs() {
        return flag.specs();
    }

    /** {@code what}, leaving out what cannot be read if that was asked for. */
    public Loading applyTo(Loading what) {
        return isGiven() ? what.skippingUnreadable() : what;
    }

    /** Says what was left out. */
    public void warn(Terminal terminal, Collection<KistException> unreadable) {
        unreadable.forEach(e -> terminal.warning("left out: " + e.getMessage()));
    }
}
