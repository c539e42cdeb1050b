package dev.kist.cli.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The time whose state is meant; now, where none is given. */
public final class AtOption {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "As it was at TIME: ISO 8601 (UTC if no offset), or an age like 2h.")
    @Nullable
    String text;

    /** What was given. */
    public Optional<Moment> moment() {
        return Optional.ofNullable(text).map(given -> Moment.parse(given, "--at"));
    }
}
