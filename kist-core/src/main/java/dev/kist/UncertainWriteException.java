package dev.kist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A write was sent, its answer was lost, and it could not be settled in time whether it happened. */
public final class UncertainWriteException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient List<SecretName> names;

    private UncertainWriteException(
            EnvironmentName environment, List<SecretName> names, String what, @Nullable Throwable cause) {
        super(
                what + " may have been written: the store stopped answering before it could be settled",
                "look at what is there now",
                cause);
        this.environment = environment;
        this.names = List.copyOf(names);
    }

    /** For secrets of {@code environment}. */
    public static UncertainWriteException secrets(
            EnvironmentName environment, List<SecretName> names, @Nullable Throwable cause) {
        return new UncertainWriteException(environment, names, NameList.of(names) + " of " + environment, cause);
    }

    /** For the keys of {@code environment}, or all of it. */
    public static UncertainWriteException keys(EnvironmentName environment, @Nullable Throwable cause) {
        return new UncertainWriteException(environment, List.of(), "the keys of " + environment, cause);
    }

    /** The environment that was written to. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The secrets that may have been written; empty where it was the environment's keys. */
    public List<SecretName> names() {
        return names;
    }
}
