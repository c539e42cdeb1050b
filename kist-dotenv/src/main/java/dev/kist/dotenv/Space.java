package dev.kist.dotenv;

/** The characters that count as space within a line. */
final class Space {
    private Space() {}

    /** Blank, tab, VT, FF, the Unicode space separators and U+FEFF; never a line end. */
    static boolean isHorizontal(char c) {
        if (c < 0x80) {
            return c == ' ' || c == '\t' || c == 0x0B || c == 0x0C;
        }
        return isUnicode(c);
    }

    /** Those of them that are not ASCII. */
    static boolean isUnicode(char c) {
        return c >= 0xA0 && (c == 0xFEFF || Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /** What is no space here, but at an end of a value is dropped by some parsers. */
    static boolean isDropped(char c) {
        return c == 0x85 || c == 0x2028 || c == 0x2029 || (c >= 0x1C && c <= 0x1F);
    }
}
