package dev.kist;

import java.util.regex.Pattern;

/**
 * What people call a key, such as {@code alice} or {@code ci}. At most 255 bytes of UTF-8, printable; none looks like a
 * key or a key's id.
 *
 * @param value the text
 */
public record Label(String value) {
    private static final int MAX_BYTES = 255;

    /** A key's id, or the beginning of a key or of the address of one. */
    private static final Pattern LIKE_A_KEY =
            Pattern.compile("[0-9a-fA-F]{16}|kist-(pub|key)-.*|.*://.*", Pattern.DOTALL);

    public Label {
        if (LIKE_A_KEY.matcher(value).matches()) {
            // Not shown: it may be a secret key that was put into the wrong place.
            throw new InvalidInputException(
                    "a label cannot look like a key or a key's id: it names the key's holder", "choose another label");
        }
        if (value.isEmpty() || !Printable.isPrintable(value, MAX_BYTES)) {
            throw new InvalidInputException(
                    Printable.quote(value) + " cannot be a key's label", "a label is printable text of 1 to 255 bytes");
        }
    }

    /**
     * Reads a label.
     *
     * @throws InvalidInputException if {@code text} is empty, not printable or too long
     */
    public static Label parse(String text) {
        return new Label(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
