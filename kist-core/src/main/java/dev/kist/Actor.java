// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * Who wrote a version, as they said: {@code user@host} or what {@code KIST_ACTOR} holds. At most 255 bytes of UTF-8,
 * printable. It is a statement, not a proof.
 *
 * @param value the text
 */
public record Actor(String value) {
    static final int MAX_BYTES = 255;

    public Actor {
        if (value.isEmpty() || !Printable.isPrintable(value, MAX_BYTES)) {
            throw new InvalidInputException(
                    Printable.quote(value) + " cannot name who writes",
                    "set KIST_ACTOR to printable text of 1 to 255 bytes, such as alice@laptop");
        }
    }

    /**
     * Reads an actor.
     *
     * @throws InvalidInputException if {@code text} is empty, not printable or too long
     */
    public static Actor parse(String text) {
        return new Actor(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
