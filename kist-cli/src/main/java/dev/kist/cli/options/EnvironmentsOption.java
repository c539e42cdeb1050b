// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;

/**
 * Makes a command one that works in several environments: {@code -e} may be given several times, or {@code --all} for every
 * one.
 */
public final class EnvironmentsOption extends ArgumentGroup {
    private final Flag all = Flag.of("--all", "Every environment; or give -e several times.");

    /** Whether every environment is meant. */
    public boolean isAll() {
        return all.isGiven();
    }

    @Override
    protected List<Arguments> all() {
        return List.of(all);
    }
}
