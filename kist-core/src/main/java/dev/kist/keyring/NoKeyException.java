package dev.kist.keyring;

import dev.kist.KistException;
import dev.kist.secret.EnvironmentName;
import java.util.List;

/** None of the keys at hand opens the environment. The hint is the line to send to someone whose key does. */
public final class NoKeyException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;

    public NoKeyException(EnvironmentName environment, SecretKeys atHand, List<String> labels) {
        super(Reason.NOT_READABLE, message(environment, atHand, labels), hint(environment, atHand), null);
        this.environment = environment;
    }

    /** The environment that stays closed. */
    public EnvironmentName environment() {
        return environment;
    }

    private static String message(EnvironmentName environment, SecretKeys atHand, List<String> labels) {
        if (atHand.isEmpty()) {
            return "no key to open the environment " + environment + " with: neither KIST_KEY nor a key file was found";
        }
        String ids = String.join(
                ", ", atHand.asList().stream().map(key -> key.publicKey().id()).toList());
        return "no key at hand opens the environment " + environment + ": tried " + ids
                + (labels.isEmpty() ? "" : "; it opens for " + String.join(", ", labels));
    }

    private static String hint(EnvironmentName environment, SecretKeys atHand) {
        if (atHand.isEmpty()) {
            return "run kist init to make a key, or set KIST_KEY or KIST_KEY_FILE";
        }
        return "ask a member to run: kist key add -e " + environment + " --label NAME "
                + atHand.asList().stream()
                        .filter(SecretKey.class::isInstance)
                        .findFirst()
                        .orElse(atHand.asList().get(0))
                        .publicKey()
                        .text();
    }
}
