// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

/** Why the server ended. */
public enum Ending {
    /** By the page's own button. */
    BUTTON,
    /** Nobody used it for long enough. */
    IDLE,
    /** By who started it. */
    CLOSED
}
