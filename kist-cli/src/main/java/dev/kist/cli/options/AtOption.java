// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.Loading;
import dev.kist.Moment;
import java.util.List;

/** The time whose state is meant; now, where none is given. */
public final class AtOption extends ArgumentGroup {
    private final Option<Moment> at = Option.of(
            "--at",
            "TIME",
            text -> Moment.parse(text, "--at"),
            "As it was at TIME: ISO 8601 (UTC if no offset), or an age like 2h.");

    /** {@code what}, as it was at the time that was given. */
    public Loading applyTo(Loading what) {
        return at.find().map(what::at).orElse(what);
    }

    @Override
    protected List<Arguments> all() {
        return List.of(at);
    }
}
