package dev.kist;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secret, version or environment that was asked for does not exist. */
public final class NotFoundException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> near;

    public NotFoundException(String message, @Nullable String hint) {
        this(message, hint, List.of());
    }

    private NotFoundException(String message, @Nullable String hint, List<String> near) {
        super(Reason.NOT_FOUND, message, hint, null);
        this.near = near;
    }

    /** For a secret that {@code environment} does not have. */
    public static NotFoundException secret(
            EnvironmentName environment, SecretName name, Collection<SecretName> existing) {
        List<String> near = Suggestions.near(
                name.value(), existing.stream().map(SecretName::value).toList());
        return new NotFoundException("secret " + name + " does not exist in " + environment, didYouMean(near), near);
    }

    /** For an environment that {@code store} does not have. */
    public static NotFoundException environment(
            EnvironmentName name, StoreDescription store, Collection<EnvironmentName> existing) {
        List<String> near = Suggestions.near(
                name.value(), existing.stream().map(EnvironmentName::value).toList());
        return new NotFoundException(
                "the environment " + name + " does not exist",
                near.isEmpty() ? "it is looked for in " + store : didYouMean(near),
                near);
    }

    private static @Nullable String didYouMean(List<String> near) {
        return near.isEmpty() ? null : "did you mean " + near.get(0) + "?";
    }

    /** Names that exist and are so near to the one asked for that it may be a slip of one of them; nearest first. */
    public List<String> near() {
        return near;
    }
}
