// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.WritePlan.Mode;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a draft, environment by environment, compared with what is stored now.
 *
 * @param parts one for each environment
 */
public record Review(List<Part> parts) {
    public Review {
        parts = List.copyOf(parts);
    }

    /**
     * What is to be written to one environment.
     *
     * @param environment the environment
     * @param lines the changes, by name
     * @param mode how it would be written; empty where that cannot be said
     * @param broken templates that could not be resolved afterwards, an exception each
     * @param failure why it cannot be said what they would do
     */
    public record Part(
            EnvironmentName environment,
            List<Line> lines,
            Optional<Mode> mode,
            List<KistException> broken,
            Optional<KistException> failure) {
        public Part {
            lines = List.copyOf(lines);
            broken = List.copyOf(broken);
        }

        /** Whether all of it is written or nothing; one secret always is. */
        public boolean isAllOrNothing() {
            return lines.size() == 1 || mode.filter(Mode.BATCHES::equals).isEmpty();
        }

        /** What somebody else wrote meanwhile; nothing where what is stored could not be read. */
        public List<Line> conflicts() {
            return failure.isPresent()
                    ? List.of()
                    : lines.stream().filter(Line::isConflict).toList();
        }
    }

    /** Whether somebody else wrote any of the secrets meanwhile: a person has to decide. */
    public boolean hasConflicts() {
        return parts.stream().anyMatch(part -> !part.conflicts().isEmpty());
    }

    /** Whether templates break by it: a person has to say that this is meant. */
    public boolean hasBroken() {
        return parts.stream().anyMatch(part -> !part.broken().isEmpty());
    }

    /** Whether some environment cannot be written to. */
    public boolean hasFailures() {
        return parts.stream().anyMatch(part -> part.failure().isPresent());
    }

    /** How many changes there are. */
    public int size() {
        return parts.stream().mapToInt(part -> part.lines().size()).sum();
    }
}
