package dev.kist.dotenv;

import java.util.Objects;
import java.util.Optional;

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

    /** The dialect that reads back what is written so; empty for what is no {@code .env} file: JSON, YAML and the like. */
    public Optional<Dialect> dialect() {
        return switch (format) {
            case DOTENV -> Optional.of(target.dialect());
            case SHELL -> Optional.of(Dialect.SHELL);
            case DOCKER -> Optional.of(Dialect.DOCKER);
            case GITHUB_ENV -> Optional.of(Dialect.GITHUB_ENV);
            case JSON, YAML, PROPERTIES, K8S_SECRET -> Optional.empty();
        };
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
