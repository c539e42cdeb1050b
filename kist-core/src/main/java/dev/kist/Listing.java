// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.util.List;

/**
 * The secrets of an environment, ordered by name: those that it stores itself, and those of its parents where they were asked
 * for.
 *
 * @param environment its name
 * @param secrets their versions at the time asked for, templates unresolved, deletions left out
 * @param unreadable one exception for each document that cannot be read
 * @param now the store's time of the reading
 */
public record Listing(EnvironmentName environment, List<Secret> secrets, List<KistException> unreadable, Instant now) {
    public Listing {
        secrets = List.copyOf(secrets);
        unreadable = List.copyOf(unreadable);
    }
}
