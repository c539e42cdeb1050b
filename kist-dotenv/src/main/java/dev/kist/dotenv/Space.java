package dev.kist.dotenv;

/** The characters that count as space within a line. */
final class Space {
    private Space() {}

    /** Blank, tab, VT, FF and the Unicode space separators; never a line end. */
    static boolean isHorizontal(char c) {
        if (c < 0x80) {
            return c == ' ' || c == '\t' || c == 0x0B || c == 0x0C;
        }
        return c >= 0xA0 && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** The same and U+FEFF, which files that were put together have at the start of a line. */
    static boolean isHorizontalOrMark(char c) {
        return c == 0xFEFF || isHorizontal(c);
    }

    /** What is no space here, but at an end of a value is dropped by some parsers. */
    static boolean isDropped(char c) {
        return c == 0x85 || c == 0x2028 || c == 0x2029 || (c >= 0x1C && c <= 0x1F);
    }
}
