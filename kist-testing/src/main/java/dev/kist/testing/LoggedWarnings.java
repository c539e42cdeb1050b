// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Kist's own logger is told, where nothing takes the place of {@code java.util.logging}. */
public final class LoggedWarnings {
    private static final Logger LOGGER = Logger.getLogger("dev.kist");

    private LoggedWarnings() {}

    /**
     * The warnings that {@code work} logs, in their order; they go nowhere else. Left out are those of properties of the build,
     * such as {@code kist.faults.skip}, which Maven hands to the tests.
     */
    public static List<String> of(Runnable work) {
        List<String> warnings = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                boolean isOfBuild = String.valueOf(entry.getMessage()).startsWith("\"kist.faults.");
                if (entry.getLevel().intValue() >= Level.WARNING.intValue() && !isOfBuild) {
                    warnings.add(entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
        try {
            work.run();
        } finally {
            LOGGER.setUseParentHandlers(true);
            LOGGER.removeHandler(handler);
        }
        return List.copyOf(warnings);
    }
}
