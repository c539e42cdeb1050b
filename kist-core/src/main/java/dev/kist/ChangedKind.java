// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import dev.kist.Secret.Kind;
import java.util.Optional;

/**
 * How a secret's value is meant, where a write changes that: a template becomes text, or text a template.
 *
 * @param before of the version that is replaced
 * @param now of the version that is written; another one
 */
public record ChangedKind(Kind before, Kind now) {
    /** The change that {@code now} makes; empty where there is no live version before, or it is of the same kind. */
    public static Optional<ChangedKind> between(Optional<Secret> before, Secret.Content now) {
        return before.filter(secret -> !secret.isDeleted() && !now.isDeleted())
                .map(secret -> new ChangedKind(secret.content().kind(), now.kind()))
                .filter(change -> change.before() != change.now());
    }
}
