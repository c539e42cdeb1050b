// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

/** Flags that have one meaning wherever they stand; each call makes one for one command. */
public final class SharedOptions {
    private SharedOptions() {}

    /** {@code --yes}. */
    public static Flag yes(String description) {
        return Flag.of("-y, --yes", description);
    }

    /** {@code --create}. */
    public static Flag create() {
        return Flag.of("--create", "Create the environment even if its name is near another's.");
    }

    /** {@code --dry-run}. */
    public static Flag dryRun(String description) {
        return Flag.of("--dry-run", description);
    }
}
