// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** The classes of characters that compose and docker use, as Go defines them. */
final class GoSpace {
    private GoSpace() {}

    /** {@code unicode.IsSpace}: line ends among them. */
    static boolean isSpace(char c) {
        if (c < 0x100) {
            return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0;
        }
        return Character.isSpaceChar(c);
    }

    /** The spaces within a line that compose knows. */
    static boolean isInline(char c) {
        return c == '\t' || c == 0x0B || c == '\f' || c == '\r' || c == ' ' || c == 0x85 || c == 0xA0;
    }

    /** What compose takes in a key beside the space within it. */
    static boolean isKeyCharacter(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> codePoint == '_' || codePoint == '.' || codePoint == '-' || codePoint == '[' || codePoint == ']';
        };
    }
}
