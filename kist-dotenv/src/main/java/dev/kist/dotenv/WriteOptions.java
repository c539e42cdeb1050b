package dev.kist.dotenv;

import java.util.Objects;

/**
 * How to write entries.
 *
 * @param format as what
 * @param target who is to read it, for {@link ExportFormat#DOTENV} alone
 * @param secretName the name of the Secret, for {@link ExportFormat#K8S_SECRET} alone
 */
public record WriteOptions(ExportFormat format, Target target, String secretName) {

    /** Checks that nothing is absent. */
    public WriteOptions {
        Objects.requireNonNull(format);
        Objects.requireNonNull(target);
        Objects.requireNonNull(secretName);
    }

    /** For every reader, with the Secret named {@code env}. */
    public static WriteOptions of(ExportFormat format) {
        return new WriteOptions(format, Target.PORTABLE, "env");
    }

    /** The same for another reader. */
    public WriteOptions withTarget(Target other) {
        return new WriteOptions(format, other, secretName);
    }

    /** The same with another name of the Secret. */
    public WriteOptions withSecretName(String other) {
        return new WriteOptions(format, target, other);
    }
}
