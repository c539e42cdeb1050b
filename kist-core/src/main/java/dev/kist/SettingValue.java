// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * What a setting was set to, and where. Its {@code toString} shows where alone.
 *
 * @param text the value as it was given
 * @param source for people: {@code --uri}, {@code KIST_MONGODB_URI in the environment}, or a file and line
 */
public record SettingValue(String text, String source) {
    @Override
    public String toString() {
        return "SettingValue[" + source + "]";
    }
}
