package dev.kist;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** None of the keys at hand opens the environment. */
public final class NoKeyException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient List<TriedKey> tried;
    private final transient List<String> labels;

    /**
     * A key that was tried.
     *
     * @param id what people know it by
     * @param publicKey what a member can let in, so that it opens the environment
     */
    public record TriedKey(String id, String publicKey) {}

    /**
     * For {@code environment}.
     *
     * @param tried the keys at hand, the one that a member would let in first; empty if there is none
     * @param labels of the keys that open it, as the environment's document claims
     */
    public NoKeyException(EnvironmentName environment, List<TriedKey> tried, List<String> labels) {
        super(Reason.NOT_READABLE, message(environment, tried, labels), hint(tried), null);
        this.environment = environment;
        this.tried = List.copyOf(tried);
        this.labels = List.copyOf(labels);
    }

    /** The environment that stays closed. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The keys at hand that were tried, the one that a member would let in first. */
    public List<TriedKey> tried() {
        return tried;
    }

    /** The labels of the keys that open it, as the environment's document claims. */
    public List<String> labels() {
        return labels;
    }

    /** The public key that a member would let in; empty if no key is at hand. */
    public Optional<String> publicKey() {
        return tried.stream().findFirst().map(TriedKey::publicKey);
    }

    private static String message(EnvironmentName environment, List<TriedKey> tried, List<String> labels) {
        if (tried.isEmpty()) {
            return "no key to open the environment " + environment + " with: neither KIST_KEY nor a key file was found";
        }
        return "no key at hand opens the environment " + environment + ": tried "
                + tried.stream().map(TriedKey::id).collect(Collectors.joining(", "))
                + (labels.isEmpty() ? "" : "; it opens for " + String.join(", ", labels));
    }

    private static String hint(List<TriedKey> tried) {
        return tried.isEmpty()
                ? "set KIST_KEY or KIST_KEY_FILE"
                : "ask a member to let this public key in: " + tried.get(0).publicKey();
    }
}
