// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.InvalidInputException;
import java.util.function.Function;

/** A whole number as an option's value. */
public final class WholeNumber {
    private WholeNumber() {}

    /** Reads a number that is {@code least} or more; {@code says} is what is to be given, for the hint. */
    public static Function<String, Integer> from(int least, String says) {
        return read(least, Integer.MAX_VALUE, "a whole number of " + least + " or more is expected", says);
    }

    /** Reads a number that is neither less than {@code least} nor more than {@code most}. */
    public static Function<String, Integer> between(int least, int most, String says) {
        return read(least, most, "a whole number from " + least + " to " + most + " is expected", says);
    }

    private static Function<String, Integer> read(int least, int most, String expected, String says) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Falls through: what is wrong is the same.
            }
            throw new InvalidInputException(expected, says);
        };
    }
}
