package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a value gives away by itself, wherever it comes from: another tool has to open it first, or a character
 * at one of its ends is likely an accident of copying.
 *
 * <p>A hint changes nothing, and is a guess: it never holds the value.
 *
 * @param code {@link WarningCode#FOR_ANOTHER_TOOL}, {@link WarningCode#INVISIBLE_CHARACTER} or {@link
 *     WarningCode#TYPOGRAPHIC_QUOTE}
 * @param message what is odd, in one sentence without a subject
 */
public record ValueHint(WarningCode code, String message) {
    private static final String QUOTES = "\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A\u00AB\u00BB";

    /** All hints about a value, in the order of their codes; an empty list for most values. */
    public static List<ValueHint> of(String value) {
        if (value.isEmpty()) {
            return List.of();
        }
        String tool = OtherTool.of(value);
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        if (tool == null && first < 0x80 && last < 0x80) {
            return List.of();
        }
        List<ValueHint> hints = new ArrayList<>();
        if (tool != null) {
            hints.add(forTool(tool));
        }
        if (isInvisible(first) || isInvisible(last)) {
            String which = isInvisible(first) ? "begins with " + name(first) : "ends with " + name(last);
            hints.add(new ValueHint(
                    WarningCode.INVISIBLE_CHARACTER, which + ", which cannot be seen and is part of the value"));
        }
        if (QUOTES.indexOf(first) >= 0 || QUOTES.indexOf(last) >= 0) {
            String which = QUOTES.indexOf(first) >= 0 ? "begins with " + name(first) : "ends with " + name(last);
            hints.add(new ValueHint(
                    WarningCode.TYPOGRAPHIC_QUOTE, which + ", which is part of the value and quotes nothing"));
        }
        return hints;
    }

    static ValueHint forTool(String tool) {
        return new ValueHint(
                WarningCode.FOR_ANOTHER_TOOL, tool + " has to open it before it is used; it is read as it is written");
    }

    /** The warning that this is where the value stands in a file. */
    public DotenvWarning at(String fileName, int line, @Nullable String key) {
        return new DotenvWarning(code, code.blocks(), fileName, line, key, message);
    }

    /** Zero-width and bidirectional characters, the soft hyphen, and every space and line end that is not ASCII. */
    private static boolean isInvisible(char c) {
        if (c < 0x80) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || c == 0x85
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0x2800
                || c == 0x034F;
    }

    private static String name(char c) {
        String name = String.valueOf(Character.getName(c)).toLowerCase(Locale.ROOT);
        return "U+%04X (%s)".formatted((int) c, name);
    }
}
