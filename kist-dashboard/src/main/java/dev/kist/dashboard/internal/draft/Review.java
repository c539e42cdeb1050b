package dev.kist.dashboard.internal.draft;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
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
     * @param failure why it cannot be said what they would do
     */
    public record Part(EnvironmentName environment, List<Line> lines, Optional<KistException> failure) {
        public Part {
            lines = List.copyOf(lines);
        }

        /** What somebody else wrote meanwhile. */
        public List<Line> conflicts() {
            return lines.stream().filter(Line::isConflict).toList();
        }
    }

    /** Whether somebody else wrote any of the secrets meanwhile: a person has to decide. */
    public boolean hasConflicts() {
        return parts.stream().anyMatch(part -> !part.conflicts().isEmpty());
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
