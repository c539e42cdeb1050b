package dev.kist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an inspection found.
 *
 * @param topic what was looked at: {@code settings}, {@code keys}, {@code connection}, ...
 * @param status how it is
 * @param text what was found, without values
 * @param advice what to do; null where nothing has to be done
 */
public record Finding(String topic, Status status, String text, @Nullable String advice) {
    /** How something is. */
    public enum Status {
        GOOD,
        /** It could not be found out. */
        UNKNOWN,
        WARNING,
        ERROR
    }

    /** Something that is as it should be. */
    public static Finding good(String topic, String text) {
        return new Finding(topic, Status.GOOD, text, null);
    }

    /** Something that could not be found out. */
    public static Finding unknown(String topic, String text) {
        return new Finding(topic, Status.UNKNOWN, text, null);
    }

    /** Something that should be another way. */
    public static Finding warning(String topic, String text, @Nullable String advice) {
        return new Finding(topic, Status.WARNING, text, advice);
    }

    /** Something that is broken. */
    public static Finding error(String topic, String text, @Nullable String advice) {
        return new Finding(topic, Status.ERROR, text, advice);
    }

    /** What to do. */
    public Optional<String> remedy() {
        return Optional.ofNullable(advice);
    }
}
