// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.Terminal;
import java.util.Collection;
import java.util.List;

/** Whether what cannot be read is left out. */
public final class SkipOption extends ArgumentGroup {
    private final Flag flag = Flag.of("--skip-unreadable", "Leave out what cannot be read, with a warning.");

    @Override
    protected List<Arguments> all() {
        return List.of(flag);
    }

    /** {@code what}, leaving out what cannot be read if that was asked for. */
    public Loading applyTo(Loading what) {
        return isGiven() ? what.skippingUnreadable() : what;
    }

    /** Says what was left out. */
    public void warn(Terminal terminal, Collection<KistException> unreadable) {
        FirstTen.say(unreadable, e -> terminal.warning("left out: " + e.getMessage()), terminal::warning, "left out");
    }
}
