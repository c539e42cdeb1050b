// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;

/**
 * What to inspect.
 *
 * @param environments the environments to look at; none for the one of the settings
 * @param all whether to look at every environment of the store instead
 */
public record Inspection(List<EnvironmentName> environments, boolean all) {
    public Inspection {
        environments = List.copyOf(environments);
    }

    /** The environment of the settings. */
    public static Inspection ofSettings() {
        return new Inspection(List.of(), false);
    }
}
