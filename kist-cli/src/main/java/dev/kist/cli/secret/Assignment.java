// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.SecretName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first operand of {@code set}: a name, or {@code NAME=VALUE}. A name holds no {@code =}, so that one is never taken for the
 * other. Its {@code toString} shows no value.
 */
final class Assignment {
    private final SecretName name;
    private final @Nullable String value;

    private Assignment(SecretName name, @Nullable String value) {
        this.name = name;
        this.value = value;
    }

    /**
     * Reads one.
     *
     * @throws InvalidInputException if the name cannot be one; of an assignment it shows nothing, as a value with a {@code =}
     *     may have come first by mistake
     */
    static Assignment parse(String text) {
        int separator = text.indexOf('=');
        if (separator < 0) {
            return new Assignment(SecretName.parse(text), null);
        }
        String before = text.substring(0, separator);
        if (!SecretName.isValid(before)) {
            throw new InvalidInputException(
                    "what stands before = cannot be a secret's name",
                    "write KEY=VALUE, or KEY alone; a name has letters, digits, _ . and -");
        }
        return new Assignment(SecretName.parse(before), text.substring(separator + 1));
    }

    SecretName name() {
        return name;
    }

    /** Whether it has a value, if only the empty one. */
    boolean hasValue() {
        return value != null;
    }

    /**
     * This one and those behind it, in the order given.
     *
     * @throws InvalidInputException if one of them has no value, or a name is given twice
     */
    Map<SecretName, String> and(List<String> others) {
        Map<SecretName, String> values = new LinkedHashMap<>();
        values.put(name, Objects.requireNonNull(value));
        for (String text : others) {
            if (text.indexOf('=') < 0) {
                throw new InvalidInputException(
                        "wrong arguments: something after KEY=VALUE has no =",
                        "write each secret as KEY=VALUE, with quotes around a value that holds blanks");
            }
            Assignment other = parseOther(text);
            if (values.put(other.name, Objects.requireNonNull(other.value)) != null) {
                throw new InvalidInputException("wrong arguments: " + other.name + " is given twice", "give it once");
            }
        }
        return values;
    }

    private static Assignment parseOther(String text) {
        try {
            return parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "wrong arguments: " + e.getMessage(), e.hint().orElse(null));
        }
    }

    @Override
    public String toString() {
        return name.value();
    }
}
