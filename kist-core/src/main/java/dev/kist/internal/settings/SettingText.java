package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.SettingValue;
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

    static InvalidInputException at(SettingValue value, InvalidInputException e) {
        return new InvalidInputException(
                value.source() + ": " + e.getMessage(), e.hint().orElse(null));
    }
}
