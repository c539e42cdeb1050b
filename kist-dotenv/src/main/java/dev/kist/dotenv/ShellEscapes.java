package dev.kist.dotenv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What stands between {@code $'} and {@code '} in bash. */
final class ShellEscapes {
    private final String text;
    private final Function<String, DotenvException> refused;
    private final StringBuilder out = new StringBuilder();
    /** Bytes given by number, which together can be a character. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int pos;

    /** For the text from this offset on; {@code refused} makes the exception of a reason. */
    ShellEscapes(String text, int from, Function<String, DotenvException> refused) {
        this.text = text;
        this.pos = from;
        this.refused = refused;
    }

    String undo() {
        while (at(pos) != '\'' || pos >= text.length()) {
            if (pos >= text.length()) {
                throw refused.apply("has a quote that is not closed");
            }
            char c = text.charAt(pos++);
            if (c == '\\' && pos < text.length()) {
                escape(text.charAt(pos++));
            } else {
                append(c);
            }
        }
        pos++;
        flush();
        return out.toString();
    }

    /** The offset behind the closing quote. */
    int end() {
        return pos;
    }

    private void escape(char c) {
        int plain = "abeEfnrtv\\'\"?".indexOf(c);
        if (plain >= 0) {
            append("\u0007\b\u001B\u001B\f\n\r\t\u000B\\'\"?".charAt(plain));
        } else if (c >= '0' && c <= '7') {
            pos--;
            number(8, 3, c);
        } else if (c == 'x') {
            number(16, 2, c);
        } else if (c == 'u' || c == 'U') {
            codePoint(c == 'u' ? 4 : 8, c);
        } else if (c == 'c') {
            throw refused.apply("has a \\c in $'...', which is not read");
        } else {
            append('\\');
            append(c);
        }
    }

    private void number(int radix, int most, char c) {
        int from = pos;
        int value = digits(radix, most);
        if (from == pos) {
            append('\\');
            append(c);
            return;
        }
        requireNoNul(value & 0xFF);
        bytes.write(value);
    }

    private void codePoint(int most, char c) {
        int from = pos;
        int value = digits(16, most);
        if (from == pos) {
            append('\\');
            append(c);
            return;
        }
        requireNoNul(value);
        if (!Character.isValidCodePoint(value) || (value >= 0xD800 && value <= 0xDFFF)) {
            throw refused.apply("has a number in $'...' that is no character");
        }
        flush();
        out.appendCodePoint(value);
    }

    private int digits(int radix, int most) {
        int value = 0;
        int to = Math.min(text.length(), pos + most);
        while (pos < to && text.charAt(pos) < 0x80 && Character.digit(text.charAt(pos), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(pos++), radix);
        }
        return value;
    }

    private void requireNoNul(int value) {
        if (value == 0) {
            throw refused.apply("has a NUL in $'...', which no value can hold");
        }
    }

    private void append(char c) {
        flush();
        out.append(c);
    }

    private void flush() {
        if (bytes.size() == 0) {
            return;
        }
        try {
            out.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (CharacterCodingException e) {
            throw refused.apply("has bytes in $'...' that are not UTF-8");
        }
        bytes.reset();
    }

    private char at(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }
}
