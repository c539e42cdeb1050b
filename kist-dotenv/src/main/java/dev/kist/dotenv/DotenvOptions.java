package dev.kist.dotenv;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file.
 *
 * @param fileName the name for messages
 * @param dialect whose rules it is read by
 * @param environment gives the value of an environment variable or null. {@link Dialect#KIST} and {@link Dialect#PYTHON}
 *     ask it for names that neither the file defines above nor an earlier one, {@link Dialect#COMPOSE} before the file, and compose and
 *     {@link Dialect#DOCKER} for keys without a value; {@link Dialect#NODE} never
 * @param earlier the entries of the files that are read before this one, in their order: names that this file does not
 *     define above are looked up among them, the last of equal keys first. {@link Dialect#NODE} and {@link
 *     Dialect#DOCKER} look nothing up
 */
public record DotenvOptions(
        String fileName, Dialect dialect, Function<String, @Nullable String> environment, List<DotenvEntry> earlier) {

    /** Checks that nothing is absent. */
    public DotenvOptions {
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(dialect);
        Objects.requireNonNull(environment);
        earlier = List.copyOf(earlier);
    }

    /** This library's own grammar, no environment and no earlier file. */
    public static DotenvOptions of(String fileName) {
        return new DotenvOptions(fileName, Dialect.KIST, name -> null, List.of());
    }

    /** The same for another dialect. */
    public DotenvOptions withDialect(Dialect other) {
        return new DotenvOptions(fileName, other, environment, earlier);
    }

    /** The same with an environment to look names up in. */
    public DotenvOptions withEnvironment(Function<String, @Nullable String> other) {
        return new DotenvOptions(fileName, dialect, other, earlier);
    }

    /** The same after other files, whose entries its references may name. */
    public DotenvOptions withEarlier(Collection<DotenvEntry> entries) {
        return new DotenvOptions(fileName, dialect, environment, List.copyOf(entries));
    }
}
