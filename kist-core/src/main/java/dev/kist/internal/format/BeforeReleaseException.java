package dev.kist.internal.format;

/** What was sealed is from before release 0.1.0, which neither reads nor converts it. */
public final class BeforeReleaseException extends Exception {
    private static final long serialVersionUID = 1L;

    BeforeReleaseException() {
        super("sealed without retired");
    }
}
