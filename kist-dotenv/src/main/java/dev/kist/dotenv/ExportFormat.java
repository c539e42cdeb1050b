// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Locale;
import java.util.Optional;

/** What entries can be written as. */
public enum ExportFormat {
    /** A {@code .env} file, for all readers or for the one that {@link WriteOptions#target()} names. */
    DOTENV,
    /** {@code export NAME='…'} lines that dash, bash and zsh can {@code eval}. */
    SHELL,
    /** A file for {@code docker run --env-file}. */
    DOCKER,
    /** One flat JSON object. */
    JSON,
    /** One flat YAML mapping of strings. */
    YAML,
    /** A Java properties file, ASCII only. */
    PROPERTIES,
    /** A Kubernetes manifest of a v1 Secret. */
    K8S_SECRET,
    /** Lines to append to the file that {@code GITHUB_ENV} names. */
    GITHUB_ENV;

    /** The word for it on the command line: {@code k8s-secret}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a shell, a container or a runner makes environment variables of it; others are data to whoever reads them. */
    public boolean becomesVariables() {
        return switch (this) {
            case DOTENV, SHELL, DOCKER, K8S_SECRET, GITHUB_ENV -> true;
            case JSON, YAML, PROPERTIES -> false;
        };
    }

    /** The format of a command-line word, empty for any other word. */
    public static Optional<ExportFormat> ofWord(String word) {
        for (ExportFormat format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
