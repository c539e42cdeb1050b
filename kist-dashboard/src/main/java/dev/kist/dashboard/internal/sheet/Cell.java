// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import java.time.Instant;
import java.util.Optional;

/** One secret in one environment, without its value. */
public sealed interface Cell {
    /**
     * It is there.
     *
     * @param version its version
     * @param kind how its value is meant
     * @param hasNote whether it has a note
     * @param at when that version was written
     * @param by who wrote it, as they said
     * @param inheritedFrom the parent that stores it; empty where the environment does
     * @param likeness the same text in another cell means the same value
     */
    record Present(
            int version,
            Secret.Kind kind,
            boolean hasNote,
            Instant at,
            String by,
            Optional<EnvironmentName> inheritedFrom,
            String likeness)
            implements Cell {}

    /** It is not there. */
    record Missing() implements Cell {}

    /**
     * It is there and cannot be read, or its references lead nowhere.
     *
     * @param why what is wrong, as one sentence
     */
    record Unreadable(String why) implements Cell {}

    /** Nobody can say: the environment is not open here. */
    record Closed() implements Cell {}
}
