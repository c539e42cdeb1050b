// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.internal.format.ByteFields;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * RFC 9180 in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, written from the RFC with the JDK's
 * cryptography alone: what Kist calls is held against it. For one message; nothing here is for use.
 */
final class PlainHpke {
    private static final byte[] KEM = {'K', 'E', 'M', 0, 0x20};
    private static final byte[] HPKE = {'H', 'P', 'K', 'E', 0, 0x20, 0, 1, 0, 2};
    private static final byte[] NOTHING = {};

    private final byte[] sharedSecret;
    private final byte[] key;
    private final byte[] baseNonce;

    private PlainHpke(byte[] sharedSecret, byte[] key, byte[] baseNonce) {
        this.sharedSecret = sharedSecret;
        this.key = key;
        this.baseNonce = baseNonce;
    }

    /** What the KEM gives. */
    byte[] sharedSecret() {
        return sharedSecret;
    }

    /** The key of AES-256-GCM. */
    byte[] key() {
        return key;
    }

    /** The nonce of the first message. */
    byte[] baseNonce() {
        return baseNonce;
    }

    /** What both sides have once {@code dh} is known, sections 4.1 and 5.1 of the RFC. */
    static PlainHpke of(byte[] dh, byte[] enc, byte[] recipient, byte[] info) throws GeneralSecurityException {
        byte[] prk = extract(KEM, NOTHING, "eae_prk", dh);
        byte[] shared = expand(KEM, prk, "shared_secret", join(enc, recipient), 32);
        byte[] context = join(
                new byte[] {0},
                extract(HPKE, NOTHING, "psk_id_hash", NOTHING),
                extract(HPKE, NOTHING, "info_hash", info));
        byte[] secret = extract(HPKE, shared, "secret", NOTHING);
        return new PlainHpke(
                shared, expand(HPKE, secret, "key", context, 32), expand(HPKE, secret, "base_nonce", context, 12));
    }

    byte[] crypt(int mode, byte[] nonce, byte[] aad, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(aad);
        return cipher.doFinal(text);
    }

    /** The one message without associated data that a wrapped keyring is. */
    byte[] seal(byte[] text) throws GeneralSecurityException {
        return crypt(Cipher.ENCRYPT_MODE, baseNonce, NOTHING, text);
    }

    byte[] open(byte[] sealed) throws GeneralSecurityException {
        return crypt(Cipher.DECRYPT_MODE, baseNonce, NOTHING, sealed);
    }

    /** X25519 of the JDK. */
    static byte[] dh(byte[] secret, byte[] peer) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        PrivateKey own = factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
        byte[] bigEndian = new byte[peer.length];
        for (int i = 0; i < peer.length; i++) {
            bigEndian[i] = peer[peer.length - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        PublicKey other =
                factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    static byte[] join(byte[]... parts) {
        ByteFields joined = ByteFields.text("");
        for (byte[] part : parts) {
            joined.bytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] input)
            throws GeneralSecurityException {
        byte[] labeled = join(
                ByteFields.text("HPKE-v1").toByteArray(),
                suite,
                ByteFields.text(label).toByteArray(),
                input);
        return hmac(salt.length == 0 ? new byte[32] : salt, labeled);
    }

    /** At most one block of the hash function is ever asked for. */
    private static byte[] expand(byte[] suite, byte[] prk, String label, byte[] info, int length)
            throws GeneralSecurityException {
        byte[] labeled = join(
                new byte[] {0, (byte) length},
                ByteFields.text("HPKE-v1").toByteArray(),
                suite,
                ByteFields.text(label).toByteArray(),
                info,
                new byte[] {1});
        return Arrays.copyOf(hmac(prk, labeled), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }
}
