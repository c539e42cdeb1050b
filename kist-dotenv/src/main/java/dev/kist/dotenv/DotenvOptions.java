package dev.kist.dotenv;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file.
 *
 * @param fileName the name for messages
 * @param dialect whose rules it is read by
 * @param environment gives the value of an environment variable or null. {@link Dialect#KIST} and {@link Dialect#PYTHON}
 *     ask it for names that the file does not define above, {@link Dialect#COMPOSE} before the file, and compose and
 *     {@link Dialect#DOCKER} for keys without a value; {@link Dialect#NODE} never
 */
public record DotenvOptions(String fileName, Dialect dialect, Function<String, @Nullable String> environment) {

    /** Checks that nothing is absent. */
    public DotenvOptions {
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(dialect);
        Objects.requireNonNull(environment);
    }

    /** This library's own grammar and no environment. */
    public static DotenvOptions of(String fileName) {
        return new DotenvOptions(fileName, Dialect.KIST, name -> null);
    }

    /** The same for another dialect. */
    public DotenvOptions withDialect(Dialect other) {
        return new DotenvOptions(fileName, other, environment);
    }

    /** The same with an environment to look names up in. */
    public DotenvOptions withEnvironment(Function<String, @Nullable String> other) {
        return new DotenvOptions(fileName, dialect, other);
    }
}
