// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The plaintext of a secret: any Unicode text without NUL, or any bytes, at most 1 MiB (text in UTF-8). The empty string is a
 * value.
 *
 * <p>Its {@code toString} shows nothing of it. Text is a Java {@code String}: it stays in memory until the garbage collector
 * takes it.
 */
public final class SecretValue {
    /** The largest value, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final @Nullable String text;
    private final byte[] bytes;

    private SecretValue(@Nullable String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * Takes {@code text} as a value, unchanged.
     *
     * @throws InvalidInputException if it holds NUL, is not Unicode text or is over 1 MiB in UTF-8
     */
    public static SecretValue of(String text) {
        return new SecretValue(PlainText.require(text, "value", MAX_BYTES, "1 MiB"), NOTHING);
    }

    /**
     * Takes {@code bytes} as a binary value, unchanged; NUL is allowed.
     *
     * @throws InvalidInputException if there are more than 1 MiB of them
     */
    public static SecretValue ofBytes(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException("the value is over the limit of 1 MiB", "keep large files elsewhere");
        }
        return new SecretValue(null, bytes.clone());
    }

    /** Whether the value is bytes and no text. */
    public boolean isBinary() {
        return text == null;
    }

    /**
     * The plaintext itself.
     *
     * @throws InvalidInputException if it is binary
     */
    public String text() {
        if (text == null) {
            throw new InvalidInputException("the value is binary: it is no text", "take its bytes");
        }
        return text;
    }

    /** The plaintext as bytes: those of a binary value, or the text in UTF-8; a copy. */
    public byte[] bytes() {
        return text == null ? bytes.clone() : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue that
                && Objects.equals(text, that.text)
                && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return text == null ? Arrays.hashCode(bytes) : text.hashCode();
    }

    /** A fixed text that shows nothing of the value. */
    @Override
    public String toString() {
        return "SecretValue[hidden]";
    }
}
