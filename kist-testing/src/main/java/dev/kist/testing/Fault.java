// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

/** What a {@link FaultProxy} can do to one command. */
public enum Fault {
    /** The request never reaches the server, and the connection is cut. */
    DROP_REQUEST,
    /** The server carries the request out, its answer is thrown away, and the connection is cut. */
    DROP_ANSWER,
    /** The answer comes 200 ms late. */
    DELAY_ANSWER,
    /** The server gets the request twice; the client sees the first answer alone. */
    DUPLICATE_REQUEST,
    /** The client gets the answer twice: the second is in the place of the next answer, which a driver has to notice. */
    DUPLICATE_ANSWER
}
