// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.Finding.Status;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was found out about a store.
 *
 * @param what what was looked at, a word or two: {@code server}, {@code indexes}
 * @param status how it is
 * @param text what was found
 * @param advice what to do, or null
 */
public record StoreFinding(String what, Status status, String text, @Nullable String advice) {
    /** Something that is as it should be. */
    public static StoreFinding good(String what, String text) {
        return new StoreFinding(what, Status.GOOD, text, null);
    }

    /** Something that could not be found out. */
    public static StoreFinding unknown(String what, String text) {
        return new StoreFinding(what, Status.UNKNOWN, text, null);
    }

    /** Something that should be another way. */
    public static StoreFinding bad(String what, String text, String advice) {
        return new StoreFinding(what, Status.WARNING, text, advice);
    }
}
