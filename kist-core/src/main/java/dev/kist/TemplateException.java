package dev.kist;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A template that cannot be resolved: a name is missing, the references go in a circle or too deep. Its
 * reason is {@code NOT_FOUND} for a missing name, else {@code INVALID_INPUT}.
 */
public final class TemplateException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient List<SecretName> path;

    public TemplateException(
            Reason reason, EnvironmentName environment, List<SecretName> path, String why, String hint) {
        super(
                reason,
                "the template " + path.get(0) + " of " + environment + " cannot be resolved: "
                        + path.stream().map(SecretName::value).collect(Collectors.joining(" -> ")) + ": " + why,
                hint,
                null);
        this.path = List.copyOf(path);
    }

    /** The secrets on the way, from the template to where it fails. */
    public List<SecretName> path() {
        return path;
    }
}
