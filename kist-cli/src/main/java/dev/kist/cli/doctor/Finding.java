package dev.kist.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the doctor found.
 *
 * @param status how grave it is
 * @param what what was looked at, a word or two
 * @param text what was found; never a value, key or password
 * @param advice what to do, or null
 */
record Finding(Status status, String what, String text, @Nullable String advice) {
    /** How grave a finding is. */
    enum Status {
        GOOD,
        UNKNOWN,
        WARNING,
        ERROR;

        String word() {
            return switch (this) {
                case GOOD -> "good";
                case UNKNOWN -> "unknown";
                case WARNING -> "warning";
                case ERROR -> "error";
            };
        }
    }

    static Finding good(String what, String text) {
        return new Finding(Status.GOOD, what, text, null);
    }

    static Finding unknown(String what, String text) {
        return new Finding(Status.UNKNOWN, what, text, null);
    }

    static Finding warning(String what, String text, @Nullable String advice) {
        return new Finding(Status.WARNING, what, text, advice);
    }

    static Finding error(String what, String text, @Nullable String advice) {
        return new Finding(Status.ERROR, what, text, advice);
    }
}
