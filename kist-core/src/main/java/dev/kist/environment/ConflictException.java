package dev.kist.environment;

import dev.kist.KistException;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.SecretName;
import java.util.Collection;
import java.util.List;

/** Someone else wrote first. Nothing of what is named was overwritten. */
public final class ConflictException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient List<SecretName> names;

    public ConflictException(EnvironmentName environment, Collection<SecretName> names, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed " + NameList.of(names) + " of " + environment
                        + " at the same time: not overwritten",
                hint,
                null);
        this.names = List.copyOf(names);
    }

    /** For the keys of {@code environment}. */
    public ConflictException(EnvironmentName environment, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed the keys of " + environment + " at the same time: not overwritten",
                hint,
                null);
        this.names = List.of();
    }

    /** The secrets that someone else wrote; empty where it was the environment's keys. */
    public List<SecretName> names() {
        return names;
    }
}
