// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.Secret;
import java.util.Optional;

/** Decides the next version of a secret from its current one. May be asked again when another writer came first. */
@FunctionalInterface
public interface Change {
    /**
     * The content of the next version, or empty to leave things as they are.
     *
     * @param current the current version, deleted or not; empty if there has never been one
     */
    Optional<Secret.Content> next(Optional<Secret> current);
}
