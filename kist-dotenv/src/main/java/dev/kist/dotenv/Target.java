// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.Locale;
import java.util.Optional;

/** Who is to read a written {@code .env} file. */
public enum Target {
    /** Everyone: node dotenv, python-dotenv, ruby dotenv, compose and bash read the same. */
    PORTABLE,
    /** The first four of them, not a shell. */
    LIBRARIES,
    /** sh, dash and bash, which source the file. */
    SHELL,
    /** node dotenv alone. */
    NODE,
    /** python-dotenv alone. */
    PYTHON,
    /** ruby dotenv 3 alone. */
    RUBY,
    /** Docker Compose alone. */
    COMPOSE,
    /** systemd's {@code EnvironmentFile=} alone. */
    SYSTEMD,
    /** dotenv-java alone. */
    DOTENV_JAVA,
    /** {@code docker run --env-file} alone. */
    DOCKER,
    /** This library's own reader alone, which a person may edit the file for: it can hold every value. */
    KIST;

    /** The word for it on the command line: {@code dotenv-java}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The dialect that reads back what is written for this reader. */
    Dialect dialect() {
        return switch (this) {
            case PORTABLE, LIBRARIES, RUBY, KIST -> Dialect.KIST;
            case SHELL -> Dialect.SHELL;
            case NODE -> Dialect.NODE;
            case PYTHON -> Dialect.PYTHON;
            case COMPOSE -> Dialect.COMPOSE;
            case SYSTEMD -> Dialect.SYSTEMD;
            case DOTENV_JAVA -> Dialect.DOTENV_JAVA;
            case DOCKER -> Dialect.DOCKER;
        };
    }

    /** The target of a command-line word, empty for any other word. */
    public static Optional<Target> ofWord(String word) {
        for (Target target : values()) {
            if (target.word().equals(word)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }
}
