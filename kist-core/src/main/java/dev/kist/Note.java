// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** A comment for people on a secret, stored encrypted: Unicode text without NUL, at most 4 KiB in UTF-8. */
public final class Note {
    /** The largest note, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4 * 1024;

    private final String text;

    private Note(String text) {
        this.text = text;
    }

    /**
     * Takes {@code text} as a note, unchanged.
     *
     * @throws InvalidInputException if it holds NUL, is not Unicode text or is over 4 KiB in UTF-8
     */
    public static Note of(String text) {
        return new Note(PlainText.require(text, "note", MAX_BYTES, "4 KiB"));
    }

    /** The note's text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Note that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** A fixed text that shows nothing of the note. */
    @Override
    public String toString() {
        return "Note[hidden]";
    }
}
