package dev.kist.cli.options;

import dev.kist.InvalidInputException;
import java.util.function.Function;

/** A whole number as an option's value. */
public final class WholeNumber {
    private WholeNumber() {}

    /** Reads a number that is {@code least} or more; {@code says} is what is to be given, for the hint. */
    public static Function<String, Integer> from(int least, String says) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Falls through: what is wrong is the same.
            }
            throw new InvalidInputException("a whole number of " + least + " or more is expected", says);
        };
    }
}
