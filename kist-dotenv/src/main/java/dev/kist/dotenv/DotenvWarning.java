// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import org.jspecify.annotations.Nullable;

/**
 * A place that parsers read differently.
 *
 * @param code what kind of difference
 * @param blocks whether it is to be decided before anything is written
 * @param fileName the file as the caller called it
 * @param line the line that the entry starts on, from 1; 1 for what concerns the whole file
 * @param key the key concerned, absent if none is
 * @param difference what was picked and who reads it otherwise, in one sentence without the value
 */
public record DotenvWarning(
        WarningCode code, boolean blocks, String fileName, int line, @Nullable String key, String difference) {

    /** {@code FILE:LINE: CODE KEY: difference}, or without the key where there is none. */
    @Override
    public String toString() {
        return fileName + ":" + line + ": " + code + (key == null ? "" : " " + key) + ": " + difference;
    }
}
