// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A key pair of an application's own, made by the JDK, as two values in PEM (RFC 7468): not one of the keys that open
 * environments. Its {@code toString} shows neither half.
 *
 * @param kind what it is for
 * @param privateKey PKCS #8, {@code -----BEGIN PRIVATE KEY-----}, not encrypted; ends in a line end
 * @param publicKey SubjectPublicKeyInfo, {@code -----BEGIN PUBLIC KEY-----}; ends in a line end
 */
public record GeneratedKeyPair(Kind kind, SecretValue privateKey, SecretValue publicKey) {
    private static final int LINE = 64;
    private static final int RSA_BITS = 3072;

    /** What a key pair can be. */
    public enum Kind {
        /** Signatures, RFC 8032. */
        ED25519("Ed25519"),
        /** Signatures and encryption, with 3072 bits. */
        RSA("RSA"),
        /** Key agreement, RFC 7748. */
        X25519("X25519");

        private final String algorithm;

        Kind(String algorithm) {
            this.algorithm = algorithm;
        }

        /** The word for it on a command line: {@code ed25519}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a command-line word, empty for any other word. */
        public static Optional<Kind> ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Makes one; an RSA key takes up to some seconds. */
    public static GeneratedKeyPair of(Kind kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
            if (kind == Kind.RSA) {
                generator.initialize(RSA_BITS);
            }
            KeyPair pair = generator.generateKeyPair();
            return new GeneratedKeyPair(
                    kind, pem("PRIVATE KEY", pair.getPrivate()), pem("PUBLIC KEY", pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java cannot make keys for " + kind.algorithm, e);
        }
    }

    private static SecretValue pem(String label, Key key) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return SecretValue.of("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
