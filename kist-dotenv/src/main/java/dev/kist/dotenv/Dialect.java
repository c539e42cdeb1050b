package dev.kist.dotenv;

import java.util.Locale;
import java.util.Optional;

/** Whose rules a {@code .env} file is read by. */
public enum Dialect {
    /** This library's own grammar, which warns wherever the common parsers disagree. */
    KIST("Kist"),
    /** The npm package {@code dotenv} 16 to 18, without {@code dotenv-expand}. */
    NODE("node dotenv"),
    /** The PyPI package {@code python-dotenv} 1.x with interpolation on, its default. */
    PYTHON("python-dotenv"),
    /** Docker Compose: {@code compose-go} 2.x. */
    COMPOSE("compose"),
    /** {@code docker run --env-file}: raw text after the first {@code =}. */
    DOCKER("docker"),
    /**
     * A file that sh, dash or bash sources: assignments with all their quoting, and no command. Whatever would run or compute
     * something is refused, and never run.
     */
    SHELL("shells"),
    /** systemd's {@code EnvironmentFile=}. */
    SYSTEMD("systemd"),
    /** dotenv-java. */
    DOTENV_JAVA("dotenv-java"),
    /** What a step of GitHub Actions appends to the file that {@code GITHUB_ENV} names. */
    GITHUB_ENV("GitHub Actions");

    private final String parserName;

    Dialect(String parserName) {
        this.parserName = parserName;
    }

    /** The word for it on a command line: {@code node}, {@code github-env}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the parser for people: {@code node dotenv}. */
    public String parserName() {
        return parserName;
    }

    /** The dialect of a command-line word, empty for any other word. */
    public static Optional<Dialect> ofWord(String word) {
        for (Dialect dialect : values()) {
            if (dialect.word().equals(word)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }
}
