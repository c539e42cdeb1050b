package dev.kist.dotenv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** The text of a file with what was found out while decoding it. */
record SourceText(String text, Set<WarningCode> codes) {

    /** As the parser of a dialect takes it. */
    static SourceText of(byte[] bytes, Dialect dialect, String fileName) {
        return switch (dialect) {
            case KIST -> decode(bytes, fileName);
            case NODE -> lenient(bytes, fileName);
            // These keep a byte order mark in the first key.
            case PYTHON, DOTENV_JAVA -> new SourceText(withLineFeeds(utf8(bytes, 0, fileName)), Set.of());
            case SYSTEMD -> new SourceText(utf8(bytes, 0, fileName), Set.of());
            case COMPOSE, DOCKER, GITHUB_ENV -> new SourceText(utf8WithoutMark(bytes, fileName), Set.of());
            case SHELL -> shell(bytes, fileName);
        };
    }

    /** UTF-8, or UTF-16 and UTF-32 by their byte order marks, which are left out; line ends as they are. */
    static String unicode(byte[] bytes, String fileName) {
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        if (mark == ByteOrderMark.UTF_16LE || mark == ByteOrderMark.UTF_16BE) {
            int at = ForeignBytes.utf8Within(bytes);
            if (at >= 0) {
                String before = new String(bytes, mark.length, at - mark.length, mark.charset());
                throw new DotenvException(fileName, lineOf(before, before.length()), ForeignBytes.UTF_8_IN_UTF_16);
            }
        }
        return strict(bytes, mark.length, mark.charset(), fileName);
    }

    /** {@link #unicode}; line ends become LF; NUL is refused. */
    private static SourceText decode(byte[] bytes, String fileName) {
        EnumSet<WarningCode> codes = EnumSet.noneOf(WarningCode.class);
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        if (mark == ByteOrderMark.UTF_8) {
            codes.add(WarningCode.BOM);
        } else if (mark != ByteOrderMark.NONE) {
            codes.add(WarningCode.UTF16);
        }
        String text = unicode(bytes, fileName);
        requireNoNul(text, bytes, fileName);
        if (text.indexOf('\r') >= 0) {
            if (hasLoneCarriageReturn(text)) {
                codes.add(WarningCode.LONE_CR);
            }
            text = withLineFeeds(text);
        }
        return new SourceText(text, codes);
    }

    /** UTF-8; NUL is refused, which shells drop. */
    private static SourceText shell(byte[] bytes, String fileName) {
        String text = utf8WithoutMark(bytes, fileName);
        requireNoNul(text, bytes, fileName);
        boolean marked = ByteOrderMark.of(bytes) == ByteOrderMark.UTF_8;
        return new SourceText(text, marked ? Set.of(WarningCode.BOM) : Set.of());
    }

    /** UTF-8 with U+FFFD in place of what is none, and a warning then; line ends become LF. */
    private static SourceText lenient(byte[] bytes, String fileName) {
        try {
            return new SourceText(withLineFeeds(utf8(bytes, 0, fileName)), Set.of());
        } catch (DotenvException e) {
            return new SourceText(withLineFeeds(replacing(bytes)), Set.of(WarningCode.NOT_UTF8));
        }
    }

    /** As browsers and node do it; Java itself gives one U+FFFD for a surrogate where they give three. */
    private static String replacing(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (var result = decoder.decode(in, out, true); result.isError(); result = decoder.decode(in, out, true)) {
            boolean surrogate = result.length() == 3 && bytes[in.position()] == (byte) 0xED;
            out.put(surrogate ? "\uFFFD\uFFFD\uFFFD" : "\uFFFD");
            in.position(in.position() + result.length());
        }
        return out.flip().toString();
    }

    /** The bytes from there on as UTF-8, or an exception with the line of the first that is not. */
    private static String utf8(byte[] bytes, int from, String fileName) {
        return strict(bytes, from, StandardCharsets.UTF_8, fileName);
    }

    /** UTF-8 but for a byte order mark at the start. */
    private static String utf8WithoutMark(byte[] bytes, String fileName) {
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        return utf8(bytes, mark == ByteOrderMark.UTF_8 ? mark.length : 0, fileName);
    }

    /** The text with each CRLF and each lone CR as one LF. */
    static String withLineFeeds(String text) {
        int cr = text.indexOf('\r');
        if (cr < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (cr >= 0) {
            out.append(text, from, cr).append('\n');
            from = cr + 1 < text.length() && text.charAt(cr + 1) == '\n' ? cr + 2 : cr + 1;
            cr = text.indexOf('\r', from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static boolean hasLoneCarriageReturn(String text) {
        for (int cr = text.indexOf('\r'); cr >= 0; cr = text.indexOf('\r', cr + 1)) {
            if (cr + 1 == text.length() || text.charAt(cr + 1) != '\n') {
                return true;
            }
        }
        return false;
    }

    private static void requireNoNul(String text, byte[] bytes, String fileName) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw ForeignBytes.ofNul(bytes, fileName, lineOf(text, nul));
        }
    }

    private static String strict(byte[] bytes, int from, Charset charset, String fileName) {
        String text = new String(bytes, from, bytes.length - from, charset);
        // Malformed input shows up as U+FFFD; only then is the slow, exact look worth it.
        if (text.indexOf('\uFFFD') >= 0) {
            requireWellFormed(bytes, from, charset, fileName);
        }
        return text;
    }

    private static void requireWellFormed(byte[] bytes, int from, Charset charset, String fileName) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                String before = new String(bytes, from, in.position() - from, charset);
                int line = lineOf(before, before.length());
                throw charset.equals(StandardCharsets.UTF_8)
                        ? ForeignBytes.ofNoUtf8(bytes, fileName, line)
                        : new DotenvException(
                                fileName, line, "not " + charset.name().substring(0, 6));
            }
            if (result.isUnderflow()) {
                return;
            }
            out.clear();
        }
    }

    static int lineOf(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
            }
        }
        return line;
    }
}
