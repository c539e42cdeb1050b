// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Locale;

/**
 * What a setting was set to, and where. Its {@code toString} shows where alone.
 *
 * @param text the value as it was given
 * @param origin the kind of place
 * @param source the place, for people: {@code --uri}, {@code KIST_MONGODB_URI in the environment}, or a file and line
 */
public record SettingValue(String text, Origin origin, String source) {
    /** The kind of place that a setting comes from. */
    public enum Origin {
        /** An argument of a command: others on the machine may see it while the command runs. */
        ARGUMENT,
        /** The program that opens Kist. */
        CODE,
        /** An environment variable. */
        VARIABLE,
        /** A file of {@code .kist/}. */
        FILE
    }

    /** What the program that opens Kist says. */
    public SettingValue(String text, String source) {
        this(text, Origin.CODE, source);
    }

    /** The same place with another text. */
    public SettingValue withText(String other) {
        return new SettingValue(other, origin, source);
    }

    /**
     * What it says of a yes or no, in capitals or not.
     *
     * @throws InvalidInputException if it says neither; the message says where it was set
     */
    public boolean isYes() {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off" -> false;
            default ->
                throw new InvalidInputException(
                        source + ": " + Printable.quote(text) + " is neither yes nor no", "write true or false");
        };
    }

    @Override
    public String toString() {
        return "SettingValue[" + source + "]";
    }
}
