// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.Finding;
import dev.kist.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How to serve the page. Immutable; begins with {@link #defaults()}. */
public final class DashboardOptions {
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(5);
    private static final DashboardOptions DEFAULTS = new DashboardOptions(0, Duration.ofMinutes(30), false, null);

    private final int port;
    private final Duration idle;
    private final boolean isReadOnly;
    private final @Nullable Supplier<List<Finding>> inspection;

    private DashboardOptions(
            int port, Duration idle, boolean isReadOnly, @Nullable Supplier<List<Finding>> inspection) {
        this.port = port;
        this.idle = idle;
        this.isReadOnly = isReadOnly;
        this.inspection = inspection;
    }

    /** A free port, half an hour without use, changes allowed, no inspection. */
    public static DashboardOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same on this port; 0 is any free one.
     *
     * @throws InvalidInputException if it is no port
     */
    public DashboardOptions port(int number) {
        if (number < 0 || number > 65_535) {
            throw new InvalidInputException(number + " is not a port", "give a number from 1 to 65535");
        }
        return new DashboardOptions(number, idle, isReadOnly, inspection);
    }

    /**
     * The same, ending after so long without use.
     *
     * @throws InvalidInputException if it is under five seconds
     */
    public DashboardOptions idle(Duration longest) {
        if (longest.compareTo(SHORTEST_IDLE) < 0) {
            throw new InvalidInputException(
                    "the page cannot end after less than 5 seconds without use", "give a longer time, such as 30m");
        }
        return new DashboardOptions(port, longest, isReadOnly, inspection);
    }

    /** The same without anything that changes the store: what would is refused by the server, whatever the browser asks. */
    public DashboardOptions readOnly() {
        return new DashboardOptions(port, idle, true, inspection);
    }

    /** The same with what the page shows as findings: {@code () -> Kist.inspect(options, inspection)}. */
    public DashboardOptions inspection(Supplier<List<Finding>> findings) {
        return new DashboardOptions(port, idle, isReadOnly, findings);
    }

    /** The port; 0 for any free one. */
    public int port() {
        return port;
    }

    /** How long it is served without use. */
    public Duration idle() {
        return idle;
    }

    /** Whether nothing can be changed. */
    public boolean isReadOnly() {
        return isReadOnly;
    }

    /** What finds out how everything is. */
    public Optional<Supplier<List<Finding>>> inspection() {
        return Optional.ofNullable(inspection);
    }

    @Override
    public String toString() {
        return "DashboardOptions[port " + port + ", idle " + idle + (isReadOnly ? ", read-only]" : "]");
    }
}
