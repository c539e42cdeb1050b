package dev.kist;

/**
 * The plaintext of a secret: any Unicode text without NUL, at most 1 MiB in UTF-8. The empty string is a value.
 *
 * <p>Its {@code toString} shows nothing of the text. The text is a Java {@code String}: it stays in memory until the
 * garbage collector takes it.
 */
public final class SecretValue {
    /** The largest value, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024 * 1024;

    private final String text;

    private SecretValue(String text) {
        this.text = text;
    }

    /**
     * Takes {@code text} as a value, unchanged.
     *
     * @throws InvalidInputException if it holds NUL, is not Unicode text or is over 1 MiB in UTF-8
     */
    public static SecretValue of(String text) {
        return new SecretValue(PlainText.require(text, "value", MAX_BYTES, "1 MiB"));
    }

    /** The plaintext itself. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** A fixed text that shows nothing of the value. */
    @Override
    public String toString() {
        return "SecretValue[hidden]";
    }
}
