package dev.kist.testing;

/** What a {@link FaultProxy} can do to one command. */
public enum Fault {
    /** The request never reaches the server, and the connection is cut. */
    DROP_REQUEST,
    /** The server carries the request out, its answer is thrown away, and the connection is cut. */
    DROP_ANSWER,
    /** The answer comes 200 ms late. */
    DELAY_ANSWER
}
