// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.io.Serial;

/**
 * A file that cannot be read, or a value that cannot be written, and why. The message never holds a value.
 *
 * <p>For a reader it is {@code FILE:LINE: why}; nothing of the file was taken.
 */
public final class DotenvException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String fileName;
    private final int line;
    private final String reason;

    /**
     * Made by the readers and writers of this package and of those that give its entries.
     *
     * @param fileName the file as the caller called it, empty if it is not about one
     * @param line the line from 1, or 0 if it is about no line
     * @param reason what is wrong and why, without a value
     */
    public DotenvException(String fileName, int line, String reason) {
        super(message(fileName, line, reason));
        this.fileName = fileName;
        this.line = line;
        this.reason = reason;
    }

    /** The file as the caller called it, empty if it is not about one. */
    public String fileName() {
        return fileName;
    }

    /** The line from 1, or 0 if it is about no line. */
    public int line() {
        return line;
    }

    /** What is wrong and why, without file and line. */
    public String why() {
        return reason;
    }

    private static String message(String fileName, int line, String reason) {
        if (fileName.isEmpty()) {
            return reason;
        }
        return fileName + (line > 0 ? ":" + line : "") + ": " + reason;
    }
}
