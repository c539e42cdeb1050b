// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.InvalidInputException;
import java.util.function.Function;

/** Text that is not empty. An empty argument most often comes from a variable of the shell's that is not set. */
public final class FilledText {
    private FilledText() {}

    /** Reads text as it is. */
    public static Function<String, String> of(String label) {
        return of(label, text -> text);
    }

    /** Refuses the empty text, and reads the rest by {@code reader}; {@code label} stands for it in the help. */
    public static <T> Function<String, T> of(String label, Function<String, T> reader) {
        return text -> {
            if (text.isEmpty()) {
                throw new InvalidInputException(
                        label + " is empty",
                        "if it comes from a variable, that one is not set; leave it out, or set it");
            }
            return reader.apply(text);
        };
    }
}
