// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.Finding;
import dev.kist.SecretName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do about what an inspection found, with the command to type where there is one: as {@link Advice} is for failures. A
 * command holds valid names alone, so that it can be pasted.
 */
public final class FindingAdvice {
    private FindingAdvice() {}

    /** What stands behind {@code to do:}; empty where nothing has to be done. */
    public static Optional<String> of(Finding finding) {
        return remedy(finding).map(general -> Optional.ofNullable(command(finding))
                .map(command -> joined(finding, general, command))
                .orElse(general));
    }

    private static Optional<String> remedy(Finding finding) {
        return Optional.ofNullable(finding.failure()).flatMap(Advice::hint).or(finding::remedy);
    }

    private static String joined(Finding finding, String general, String command) {
        return switch (finding.code()) {
            case TRACKED_SECRET, TRACKED_ENV_FILE -> general + "; run: " + command;
            case SECRET_IN_GIT_HISTORY, LEFT_OVER_HISTORY, BROKEN_TEMPLATE, UNREADABLE_SECRET ->
                general + "; " + command;
            default -> command;
        };
    }

    private static @Nullable String command(Finding finding) {
        @Nullable String environment = finding.detail("environment").orElse(null);
        @Nullable
        String secret = finding.detail("secret").filter(SecretName::isValid).orElse(null);
        @Nullable
        String file = finding.detail("file").map(FindingAdvice::quoted).orElse(null);
        return switch (finding.code()) {
            case NO_KEY -> "kist init makes one";
            case ONLY_ONE_KEY ->
                "kist init --recovery-key -e " + environment
                        + " makes one to keep in a safe place; kist key add lets a colleague in";
            case UNKNOWN_FINGERPRINT ->
                "ask a member what kist fingerprint -e " + environment + " prints, and compare: kist trust "
                        + environment;
            case SHUT_OUT_BY_PARENT ->
                "kist key add -e " + finding.detail("parent").orElse("") + " --label NAME "
                        + finding.detail("public_key").orElse("");
            case TRACKED_SECRET -> "git rm --cached " + file;
            case SECRET_IN_GIT_HISTORY -> "kist key new makes a key, kist key remove takes the old one away";
            case TRACKED_ENV_FILE -> "kist migrate --env-file " + file + ", then git rm --cached " + file;
            case LEFT_OVER_HISTORY ->
                secret == null ? null : "kist delete " + secret + " --purge -e " + environment + " purges it";
            case UNREADABLE_SECRET ->
                secret == null ? null : "kist history " + secret + " -e " + environment + " shows its versions";
            case BROKEN_TEMPLATE ->
                secret == null ? null : "kist get " + secret + " --raw -e " + environment + " shows it as it is stored";
            default -> null;
        };
    }

    /** For a shell. */
    private static String quoted(String file) {
        return file.matches("[A-Za-z0-9_./-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
