// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How an environment differs from what an {@link ExampleFile} asks for. Names alone, never a value.
 *
 * @param environment what was checked
 * @param missing what is required and not there, ascending
 * @param empty what is required and there, but empty, ascending
 * @param wrong what is there and not of its kind, required or not, with the kind that it should be
 * @param broken what is there and asked for, and a template that cannot be resolved, ascending
 * @param superfluous what is there and not asked for, ascending
 */
public record CheckResult(
        EnvironmentName environment,
        List<SecretName> missing,
        List<SecretName> empty,
        SortedMap<SecretName, Kind> wrong,
        List<SecretName> broken,
        List<SecretName> superfluous) {
    public CheckResult {
        missing = List.copyOf(missing);
        empty = List.copyOf(empty);
        wrong = Collections.unmodifiableSortedMap(new TreeMap<>(wrong));
        broken = List.copyOf(broken);
        superfluous = List.copyOf(superfluous);
    }

    /** What a value can have to be. */
    public enum Kind {
        /** Decimal digits, perhaps with a sign before them. */
        INT("[+-]?[0-9]+"),
        /** A scheme, {@code ://} and something behind it, without blanks; or {@code jdbc:} and something. */
        URL("(?i:jdbc:)\\S+|[A-Za-z][A-Za-z0-9+.-]*://\\S+");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        /** The mark for it in an example file: {@code int}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether {@code value} is one. */
        public boolean fits(SecretValue value) {
            return !value.isBinary() && pattern.matcher(value.text()).matches();
        }
    }

    /** Whether a program can work with the environment: nothing is missing, empty, wrong or broken. */
    public boolean isSufficient() {
        return missing.isEmpty() && empty.isEmpty() && wrong.isEmpty() && broken.isEmpty();
    }

    /** The same, without what is not asked for. */
    public CheckResult withoutSuperfluous() {
        return new CheckResult(environment, missing, empty, wrong, broken, List.of());
    }

    /** Whether the environment has just what is asked for. */
    public boolean isExact() {
        return isSufficient() && superfluous.isEmpty();
    }
}
