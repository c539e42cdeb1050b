// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.KistException;

/** The message of a failure. */
final class Cause {
    private Cause() {}

    static String of(KistException failure) {
        String message = failure.getMessage();
        return message == null ? "it cannot be read" : message;
    }
}
