package dev.kist.spi;

/** What a stored version is besides its value: a boolean field of its document, written only where it is true. */
public enum StoredFlag {
    /** The value holds references. */
    TEMPLATE("template"),
    /** The version is a deletion. */
    DELETED("deleted"),
    /** The value is bytes and no text. */
    BINARY("binary");

    private final String field;

    StoredFlag(String field) {
        this.field = field;
    }

    /** The name of the field. */
    public String field() {
        return field;
    }
}
