// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.util.Set;

/**
 * How inherited variables and secrets combine into what a program gets.
 *
 * @param preservesAll whether every inherited variable wins over the secret of its name
 * @param preserved the inherited variables that win over the secrets of their names
 * @param isPristine whether inherited variables are left out, all of them; then there is nothing to preserve
 * @param allowsDangerous whether secrets may have names that could take over the program
 * @param withheld inherited variables that are never handed on
 */
record VariableRules(
        boolean preservesAll,
        Set<String> preserved,
        boolean isPristine,
        boolean allowsDangerous,
        Set<String> withheld) {

    VariableRules {
        preserved = Set.copyOf(preserved);
        withheld = Set.copyOf(withheld);
    }

    /** All secrets are added and win over inherited variables; dangerous names are refused. */
    static VariableRules standard() {
        return new VariableRules(false, Set.of(), false, false, Set.of("KIST_KEY", "KIST_KEY_COMMAND"));
    }

    /** Lets every inherited variable win over the secret of its name. */
    VariableRules preservingAll() {
        return new VariableRules(true, preserved, isPristine, allowsDangerous, withheld);
    }

    /** Lets these inherited variables win over the secrets of their names. */
    VariableRules preserving(Set<String> names) {
        return new VariableRules(preservesAll, names, isPristine, allowsDangerous, withheld);
    }

    /** Leaves nothing but the secrets. */
    VariableRules pristine() {
        return new VariableRules(preservesAll, preserved, true, allowsDangerous, withheld);
    }

    /** Hands secrets with dangerous names over. */
    VariableRules allowingDangerous() {
        return new VariableRules(preservesAll, preserved, isPristine, true, withheld);
    }

    /** Hands none of these inherited variables on. */
    VariableRules withholding(Set<String> names) {
        return new VariableRules(preservesAll, preserved, isPristine, allowsDangerous, names);
    }

    boolean preserves(String name) {
        return preservesAll || preserved.contains(name);
    }
}
