package dev.kist;

/**
 * What people call a key, such as {@code alice} or {@code ci}. At most 255 bytes of UTF-8, printable.
 *
 * @param value the text
 */
public record Label(String value) {
    private static final int MAX_BYTES = 255;

    public Label {
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
