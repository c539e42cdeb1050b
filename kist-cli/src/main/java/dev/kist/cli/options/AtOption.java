package dev.kist.cli.options;

import dev.kist.Loading;
import dev.kist.Moment;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/** The time whose state is meant; now, where none is given. */
public final class AtOption implements Arguments {
    private final Option<Moment> at = Option.of(
            "--at",
            "TIME",
            text -> Moment.parse(text, "--at"),
            "As it was at TIME: ISO 8601 (UTC if no offset), or an age like 2h.");

    /** What was given. */
    public Optional<Moment> moment() {
        return at.find();
    }

    /** {@code what}, as it was at the time that was given. */
    public Loading applyTo(Loading what) {
        return at.find().map(what::at).orElse(what);
    }

    @Override
    public boolean isGiven() {
        return at.isGiven();
    }

    @Override
    public List<ArgSpec> specs() {
        return at.specs();
    }
}
