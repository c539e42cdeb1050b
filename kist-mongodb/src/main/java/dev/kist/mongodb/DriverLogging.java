// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The driver's logging. It logs through SLF4J where that is on the class path, and not at all where it is not; but then it
 * says so once, to {@code java.util.logging}, which prints it on a program's standard error. This keeps that line away.
 */
final class DriverLogging {
    private DriverLogging() {}

    /** Has the driver decide where it logs to, without a word. Called before any other use of the driver. */
    static void quietStart() {
        if (isLoggingElsewhere()) {
            return;
        }
        Logger logger = Logger.getLogger("org.mongodb.driver");
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            new ConnectionString("mongodb://localhost").getHosts();
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
