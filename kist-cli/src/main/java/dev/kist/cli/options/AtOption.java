package dev.kist.cli.options;

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

    @Override
    public boolean isGiven() {
        return at.isGiven();
    }

    @Override
    public List<ArgSpec> specs() {
        return at.specs();
    }
}
