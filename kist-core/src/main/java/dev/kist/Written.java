// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.Optional;

/**
 * What became of a write of one secret.
 *
 * @param secret the version that is current now
 * @param isNew whether it was written; false where the secret was like that already
 * @param changedKind the change where the version before was of another kind, such as a template
 * @param near names of other secrets that are so near to that of a secret written for the first time that one may be a slip
 *     of the other
 * @param broken templates that cannot be resolved any more because of a write that was forced, an exception each
 */
public record Written(
        Secret secret,
        boolean isNew,
        Optional<ChangedKind> changedKind,
        List<SecretName> near,
        List<KistException> broken) {
    public Written {
        broken = List.copyOf(broken);
        near = List.copyOf(near);
    }
}
