// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.diagnostics.Loggers;

/**
 * The driver's logging. It logs through SLF4J where that is on the class path, and not at all where it is not; but then it
 * says so once, to {@code java.util.logging}, which prints it on a program's standard error. This keeps that line away.
 */
final class DriverLogging {
    private DriverLogging() {}

    /** Has the driver decide where it logs to, without a word. Called before any other use of the driver. */
    static void quietStart() {
        quietly("org.mongodb.driver", () -> new ConnectionString("mongodb://localhost").getHosts());
    }

    /** The same for what reads change streams, which logs by itself. Called before the first of them. */
    static void quietStreams() {
        quietly("org.bson", () -> Loggers.getLogger("kist"));
    }

    private static void quietly(String component, Runnable decision) {
        if (isLoggingElsewhere()) {
            return;
        }
        Logger logger = Logger.getLogger(component);
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            decision.run();
        } finally {
            logger.setLevel(level);
        }
    }

    private static boolean isLoggingElsewhere() {
        try {
            Class.forName("org.slf4j.Logger", false, ConnectionString.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
