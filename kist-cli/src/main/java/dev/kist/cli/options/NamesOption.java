// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.NamePattern;
import java.util.List;

/** Which secrets are meant: these alone, or all but these. */
public final class NamesOption extends ArgumentGroup {
    private final RepeatedOption<NamePattern> only = RepeatedOption.of(
                    "--only",
                    "NAME",
                    NamePattern::parse,
                    "These secrets alone, by name or by a pattern such as 'STRIPE_*'; with commas between, or several times.")
            .splitAtCommas();
    private final RepeatedOption<NamePattern> except = RepeatedOption.of(
                    "--except", "NAME", NamePattern::parse, "All but these, likewise.")
            .splitAtCommas();

    /** {@code what}, restricted to the names that were given. */
    public Loading applyTo(Loading what) {
        Loading restricted = only.isGiven() ? what.onlyMatching(only.values()) : what;
        return except.isGiven() ? restricted.exceptMatching(except.values()) : restricted;
    }

    @Override
    public void check() {
        super.check();
        only.values().stream().filter(except.values()::contains).findFirst().ifPresent(both -> {
            throw new InvalidInputException("both --only and --except name " + both.text(), "name it once");
        });
    }

    @Override
    protected List<Arguments> all() {
        return List.of(only, except);
    }
}
