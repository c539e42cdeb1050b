// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.RotationResult;
import dev.kist.internal.rotation.Rotation;
import java.util.Optional;
import java.util.SortedSet;

/** What a rotation did, as the front door tells it. */
final class RotationResults {
    private RotationResults() {}

    static RotationResult of(Rotation.Result result) {
        SortedSet<Integer> waiting = result.environment().retiredDeks();
        return new RotationResult(
                result.environment().name(),
                result.isNewDek(),
                result.encrypted(),
                result.dropped(),
                waiting,
                waiting.isEmpty() ? Optional.empty() : Optional.of(result.untilDue()),
                result.needed(),
                result.unreadable());
    }
}
