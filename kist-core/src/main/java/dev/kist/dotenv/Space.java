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
}
