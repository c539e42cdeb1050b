// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.util.Optional;

/**
 * What can be seen of an environment from outside.
 *
 * @param name its name
 * @param createdAt when it was created, as its document says
 * @param updatedAt when its document was last written, as it says
 * @param keys how many keys open it, as it says
 * @param opens whether a key at hand opens it
 * @param parent what it inherits from, where a key at hand opens it
 * @param failure why its document cannot be read, or was refused
 */
public record EnvironmentOverview(
        EnvironmentName name,
        Instant createdAt,
        Instant updatedAt,
        int keys,
        boolean opens,
        Optional<Parent> parent,
        Optional<KistException> failure) {}
