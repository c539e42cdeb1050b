// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of environment variables that can make a program run other code, or do something else than what it is for, before it
 * does anything itself. Whoever can write one secret could otherwise run code as everyone who uses the environment.
 *
 * <p>The list is the project's one, {@code clients/dangerous-names.txt}, which the readers in other languages share. It
 * guards against accidents and easy attacks, and proves nothing.
 */
public final class DangerousNames {
    private static final List<String> LINES = read();
    private static final Set<String> NAMES =
            LINES.stream().filter(line -> !line.endsWith("*")).collect(Collectors.toUnmodifiableSet());
    private static final List<String> PREFIXES = LINES.stream()
            .filter(line -> line.endsWith("*"))
            .map(line -> line.substring(0, line.length() - 1))
            .toList();

    private DangerousNames() {}

    /** Whether a secret of this name is handed over only when that is allowed. Case does not count, nor - or _. */
    static boolean contains(String name) {
        String known = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return NAMES.contains(known) || PREFIXES.stream().anyMatch(known::startsWith);
    }

    /** Those of {@code names} that are dangerous, ascending. */
    public static List<String> among(Collection<String> names) {
        return names.stream().filter(DangerousNames::contains).sorted().toList();
    }

    /**
     * Refuses {@code names} if one of them is dangerous.
     *
     * @param prey what they could take over, for the message
     * @param hint how to have them all the same
     */
    public static void refuse(Collection<String> names, String prey, String hint) {
        List<String> dangerous = among(names);
        if (!dangerous.isEmpty()) {
            throw new InvalidInputException(
                    "these secrets could take over " + prey + " by their names: " + String.join(", ", dangerous), hint);
        }
    }

    private static List<String> read() {
        try (InputStream in = Objects.requireNonNull(
                DangerousNames.class.getResourceAsStream("dangerous-names.txt"), "the list is not in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
