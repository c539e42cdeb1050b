// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key in PEM: PKCS #8, encrypted or not (RFC 7468), and the older forms of RSA (PKCS #1) and of elliptic curves
 * (RFC 5915). Its {@code toString} shows nothing.
 */
final class PemKey {
    private static final byte[] RSA = {
        0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    /** Some seconds' work. The file says how many it takes, and a damaged one could say two thousand million. */
    private static final int MAX_ITERATIONS = 10_000_000;

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xa0;

    private final String text;

    PemKey(String text) {
        this.text = text;
    }

    /** A key that cannot be used, and why. */
    static final class UnusableKeyException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        UnusableKeyException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** The bytes of all blocks of a kind. */
    static List<byte[]> blocks(String text, String kind) {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----([^-]*)-----END " + kind + "-----")
                .matcher(text);
        List<byte[]> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(Base64.getMimeDecoder().decode(block.group(1)));
        }
        return blocks;
    }

    PrivateKey read(@Nullable String password) throws UnusableKeyException {
        if (text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new UnusableKeyException("its key is encrypted in a form that is not known here");
        }
        try {
            for (byte[] each : blocks(text, "PRIVATE KEY")) {
                return key(each);
            }
            for (byte[] each : blocks(text, "ENCRYPTED PRIVATE KEY")) {
                return key(decrypted(each, password));
            }
            for (byte[] each : blocks(text, "RSA PRIVATE KEY")) {
                return key(element(SEQUENCE, new byte[] {2, 1, 0}, RSA, element(OCTETS, each)));
            }
            for (byte[] each : blocks(text, "EC PRIVATE KEY")) {
                byte[] algorithm = element(SEQUENCE, EC, curve(each));
                return key(element(SEQUENCE, new byte[] {2, 1, 0}, algorithm, element(OCTETS, each)));
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new UnusableKeyException("its key is damaged");
        }
        throw new UnusableKeyException("it holds no private key in PEM");
    }

    private static PrivateKey key(byte[] pkcs8) throws UnusableKeyException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // Of another algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }
        throw new UnusableKeyException("its key is damaged, or of a kind that is not known here");
    }

    private static byte[] decrypted(byte[] encrypted, @Nullable String password) throws UnusableKeyException {
        if (password == null) {
            throw new UnusableKeyException("its key is encrypted, and tlsCertificateKeyFilePassword is not set");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            AlgorithmParameters parameters = info.getAlgParameters();
            // For PBES2 the parameters have the name of the whole scheme, the algorithm has not.
            String scheme = parameters == null ? info.getAlgName() : parameters.toString();
            if (parameters != null
                    && parameters.getParameterSpec(PBEParameterSpec.class).getIterationCount() > MAX_ITERATIONS) {
                throw new UnusableKeyException(
                        "its key takes more than " + MAX_ITERATIONS + " iterations to decrypt, which nobody asks for");
            }
            Key key = SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password.toCharArray()));
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return info.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnusableKeyException("its key does not decrypt with tlsCertificateKeyFilePassword");
        }
    }

    /** The object identifier of the curve, which RFC 5915 has in the optional element [0]. */
    private static byte[] curve(byte[] key) throws UnusableKeyException {
        ByteBuffer elements = content(ByteBuffer.wrap(key));
        while (elements.hasRemaining()) {
            boolean curve = (elements.get(elements.position()) & 0xff) == CURVE;
            ByteBuffer content = content(elements);
            if (curve) {
                byte[] identifier = new byte[content.remaining()];
                content.get(identifier);
                return identifier;
            }
        }
        throw new UnusableKeyException("its key does not name its curve");
    }

    /**
     * The content of the next element, which is passed over (X.690 section 8.1, of the definite lengths those below 2^16).
     *
     * @throws BufferUnderflowException if the element is cut off
     * @throws IllegalArgumentException if it claims to be longer than what holds it
     */
    private static ByteBuffer content(ByteBuffer elements) {
        elements.get();
        int first = elements.get() & 0xff;
        if (first > 0x82 || first == 0x80) {
            throw new IllegalArgumentException("an element of a length that no key has");
        }
        int length =
                switch (first) {
                    case 0x81 -> elements.get() & 0xff;
                    case 0x82 -> elements.getShort() & 0xffff;
                    default -> first;
                };
        ByteBuffer content = elements.slice().limit(length);
        elements.position(elements.position() + length);
        return content;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    @Override
    public String toString() {
        return "PemKey";
    }
}
