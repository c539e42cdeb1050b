package dev.kist.dotenv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Tells what bytes are that cannot be read as the text of a file, and what to do about it. */
final class ForeignBytes {
    static final String UTF_8_IN_UTF_16 = "not UTF-16 throughout, though the file begins as UTF-16: lines in UTF-8 were"
            + " added to it; save the whole file as UTF-8";
    private static final String UTF_16 =
            "is UTF-16 without a byte order mark; save the file as UTF-8, for example by iconv -f %s -t UTF-8";
    private static final String UTF_16_IN_UTF_8 =
            "not UTF-8 from here on: lines in UTF-16 were added to the file, as >> in"
                    + " Windows PowerShell does; write these lines again and save the whole file as UTF-8";
    private static final String LATIN_1 =
            "not UTF-8: the file is probably in Latin-1 (Windows-1252); save it as UTF-8, for"
                    + " example by iconv -f WINDOWS-1252 -t UTF-8";
    private static final String PARTLY_UTF_8 = "not UTF-8, though other lines are: this one is cut short, or in Latin-1"
            + " (Windows-1252); write it again and save the file as UTF-8";
    private static final String BINARY = "not UTF-8 and no text: the file is encrypted, compressed or of another kind";
    private static final String NUL = "NUL byte: a value cannot hold one";

    /** An assignment in UTF-8 at the end of what should be UTF-16. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(^|\n)(export )?[A-Za-z_][A-Za-z0-9_]+=");

    private ForeignBytes() {}

    /** What a file is of which the text up to this offset is fine and then has a NUL. */
    static DotenvException ofNul(byte[] bytes, String fileName, int line) {
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        boolean narrow = mark == ByteOrderMark.NONE || mark == ByteOrderMark.UTF_8;
        int wide = narrow ? utf16At(bytes) : -1;
        return wide < 0 ? new DotenvException(fileName, line, NUL) : ofUtf16(bytes, fileName, wide);
    }

    /** What a file is that stops being UTF-8 on this line. */
    static DotenvException ofNoUtf8(byte[] bytes, String fileName, int line) {
        int wide = utf16At(bytes);
        return wide < 0 ? new DotenvException(fileName, line, ofNoUtf8(bytes)) : ofUtf16(bytes, fileName, wide);
    }

    private static String ofNoUtf8(byte[] bytes) {
        if (begins(bytes, "\0GITCRYPT\0")) {
            return "not UTF-8: the file is encrypted by git-crypt; unlock it first";
        }
        if (begins(bytes, "age-encryption.org/")) {
            return "not UTF-8: the file is encrypted by age; decrypt it first";
        }
        for (byte each : bytes) {
            boolean isControl = each >= 0 && each < ' ' && "\t\n\r\f\u001B".indexOf(each) < 0;
            if (isControl) {
                return BINARY;
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isPartly = text.chars().anyMatch(c -> c >= 0x80 && c != 0xFFFD);
        return isPartly ? PARTLY_UTF_8 : LATIN_1;
    }

    private static boolean begins(byte[] bytes, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** Where every other byte begins to be NUL, -1 if it does not. */
    private static int utf16At(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                boolean alternates =
                        i + 3 < bytes.length && bytes[i + 1] != 0 && bytes[i + 2] == 0 && bytes[i + 3] != 0;
                return alternates ? i : -1;
            }
        }
        return -1;
    }

    private static DotenvException ofUtf16(byte[] bytes, String fileName, int from) {
        String before = new String(bytes, 0, from, StandardCharsets.UTF_8);
        String whole = UTF_16.formatted(from == 1 ? "UTF-16LE" : "UTF-16BE");
        int line = SourceText.lineOf(before, before.length());
        return new DotenvException(fileName, line, from > 1 ? UTF_16_IN_UTF_8 : whole);
    }

    /** The offset from which on a file of UTF-16 is text in UTF-8 with an assignment in it, -1 if it is not. */
    static int utf8Within(byte[] bytes) {
        int from = bytes.length - bytes.length % 2;
        while (from > 2 && isOfText(bytes[from - 1]) && isOfText(bytes[from - 2])) {
            from -= 2;
        }
        String tail = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        return tail.indexOf('\uFFFD') < 0 && ASSIGNMENT.matcher(tail).find() ? from : -1;
    }

    private static boolean isOfText(byte b) {
        return (b < 0 || b >= ' ' || b == '\t' || b == '\n' || b == '\r') && b != 0x7F;
    }
}
