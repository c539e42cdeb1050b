package dev.kist.keyring;

import dev.kist.format.ByteFields;
import dev.kist.secret.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The half of a key that others may know: an X25519 public key (RFC 7748). Keyrings are wrapped for it. */
public final class PublicKey {
    /** Begins the text of every public key. */
    public static final String PREFIX = "kist-pub-1-";

    private final byte[] bytes;

    private PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static PublicKey takeOwnershipOf(byte[] bytes) {
        return new PublicKey(bytes);
    }

    /**
     * Reads {@code kist-pub-1-...}.
     *
     * @throws InvalidInputException if it is mistyped, cut or not a public key at all
     */
    public static PublicKey parse(String text) {
        return new PublicKey(KeyText.parse("public key", PREFIX, text));
    }

    /** The key as text, {@code kist-pub-1-...}. */
    public String text() {
        return KeyText.format(PREFIX, bytes);
    }

    /** 16 hex digits that people know the key by; programs compare whole public keys. */
    public String id() {
        return idOf(bytes);
    }

    /**
     * The id of what the field {@code public_key} holds: a public key's text, or the address of a key in a key service.
     *
     * @throws InvalidInputException if it is neither
     */
    public static String idOf(String publicKey) {
        return isAddress(publicKey)
                ? idOf(publicKey.getBytes(StandardCharsets.UTF_8))
                : parse(publicKey).id();
    }

    /** Whether {@code publicKey} is the address of a key in a key service. */
    static boolean isAddress(String publicKey) {
        return publicKey.contains("://");
    }

    private static String idOf(byte[] bytes) {
        byte[] hash = Sha256.of(ByteFields.text("kist:v1:key-id").bytes(bytes).toByteArray());
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
