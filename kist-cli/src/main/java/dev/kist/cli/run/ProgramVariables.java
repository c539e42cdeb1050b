// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kist.DangerousNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The variables that a program gets: the inherited ones and an environment's secrets on top.
 *
 * <p>Kist's own credentials never reach the program by inheritance: {@code KIST_KEY}, and {@code KIST_MONGODB_URI} if
 * it holds a password. Other {@code KIST_} variables stay. A secret of such a name counts as dangerous.
 *
 * <p>A value with more than 128 KiB, its name, {@code =} and the closing NUL included, is refused on every system:
 * Linux would not start a program with it.
 */
final class ProgramVariables {
    /** Linux's limit for one variable, in bytes, where memory pages have 4 KiB. */
    static final int MAX_BYTES = 128 * 1024;

    private final InheritedVariables inherited;
    private final boolean isPristine;
    private final Set<String> withheld;
    private final Map<String, String> added;

    private ProgramVariables(
            InheritedVariables inherited, boolean isPristine, Set<String> withheld, Map<String, String> added) {
        this.inherited = inherited;
        this.isPristine = isPristine;
        this.withheld = withheld;
        this.added = added;
    }

    /**
     * Combines inherited variables and secrets.
     *
     * @param secrets names and values in clear
     * @throws ProgramStartException (125) if a secret that
     *     would be handed over has a dangerous name, cannot be a variable, or is too large; the message holds all
     *     such names and no value
     */
    static ProgramVariables of(InheritedVariables inherited, Map<String, String> secrets, VariableRules rules) {
        Map<String, String> added = sorted(secrets);
        if (!rules.isPristine()) {
            added.keySet().removeIf(name -> rules.preserves(name) && inherited.contains(name));
        }
        refuseImpossible(added);
        if (!rules.allowsDangerous()) {
            refuseDangerous(added.keySet());
        }
        refuseTooLarge(added);
        return new ProgramVariables(inherited, rules.isPristine(), rules.withheld(), added);
    }

    /** Shows how many secrets are added, and no value. */
    @Override
    public String toString() {
        return "ProgramVariables[" + added.size() + " added]";
    }

    /** Whole entries, {@code NAME=VALUE}, without a NUL: inherited ones in their order, then the secrets. */
    List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        if (!isPristine) {
            inherited.entries().forEach((key, entry) -> {
                if (!withheld.contains(key) && !added.containsKey(key)) {
                    entries.add(entry);
                }
            });
        }
        added.forEach((name, value) -> entries.add((name + '=' + value).getBytes(UTF_8)));
        return entries;
    }

    /**
     * Makes Java's view of this process's variables what the program gets. Untouched variables keep their bytes.
     *
     * @param variables of a {@link ProcessBuilder}, as Java filled it
     */
    void applyTo(Map<String, String> variables) {
        if (isPristine) {
            variables.clear();
        } else {
            variables.keySet().removeAll(withheld);
            inherited.corrections().forEach((name, value) -> {
                variables.remove(name);
                if (value != null) {
                    variables.put(name, value);
                }
            });
        }
        variables.putAll(added);
    }

    Collection<String> addedValues() {
        return added.values();
    }

    private static Map<String, String> sorted(Map<String, String> secrets) {
        // On Windows names differ in more than case.
        Map<String, String> sorted = OperatingSystem.current() == OperatingSystem.WINDOWS
                ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER)
                : new TreeMap<>();
        sorted.putAll(secrets);
        return sorted;
    }

    private static void refuseImpossible(Map<String, String> added) {
        Set<String> names = new TreeSet<>();
        added.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                names.add(name.replace('\0', '?'));
            }
        });
        if (!names.isEmpty()) {
            throw refusal("cannot be an environment variable: " + listed(names), except(names));
        }
    }

    private static void refuseDangerous(Set<String> added) {
        Set<String> names = new TreeSet<>(DangerousNames.among(added));
        if (!names.isEmpty()) {
            throw refusal(
                    "these secrets could take over the program by their names: " + listed(names),
                    "--allow-dangerous hands them over, " + except(names));
        }
    }

    private static void refuseTooLarge(Map<String, String> added) {
        Set<String> names = new TreeSet<>();
        added.forEach((name, value) -> {
            if ((name + '=' + value).getBytes(UTF_8).length >= MAX_BYTES) {
                names.add(name);
            }
        });
        if (!names.isEmpty()) {
            throw refusal(
                    "too large for an environment variable, which holds 128 KiB with its name: " + listed(names),
                    "kist get NAME > FILE gives it to the program as a file; " + except(names));
        }
    }

    private static String except(Set<String> names) {
        return "--except " + String.join(",", names) + (names.size() == 1 ? " leaves it out" : " leaves them out");
    }

    private static String listed(Set<String> names) {
        return String.join(", ", names);
    }

    private static ProgramStartException refusal(String message, String hint) {
        return new ProgramStartException(ProgramStartException.KIST_FAILED, message, hint);
    }
}
