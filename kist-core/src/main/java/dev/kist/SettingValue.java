// SPDX-License-Identifier: Apache-2.0
package dev.kist;

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

    @Override
    public String toString() {
        return "SettingValue[" + source + "]";
    }
}
