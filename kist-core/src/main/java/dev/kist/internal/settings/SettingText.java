// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.SettingValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads what a setting stands for; where it cannot be that, the message says where it was set. */
final class SettingText {
    private SettingText() {}

    /** @throws InvalidInputException as {@code reader} throws it, beginning with where the setting was set */
    static <T> T read(SettingValue value, Function<String, T> reader) {
        try {
            return reader.apply(value.text());
        } catch (InvalidInputException e) {
            throw at(value, e);
        }
    }

    /** The file that a setting names, counted from {@code folder}. */
    static Path file(SettingValue value, Path folder) {
        try {
            return folder.resolve(value.text());
        } catch (InvalidPathException e) {
            throw new InvalidInputException(
                    value.source() + ": " + Printable.quote(value.text()) + " cannot be the name of a file",
                    "check it for characters that no name has");
        }
    }

    static InvalidInputException at(SettingValue value, InvalidInputException e) {
        return new InvalidInputException(
                value.source() + ": " + e.getMessage(), e.hint().orElse(null));
    }
}
