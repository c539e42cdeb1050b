// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and key pairs that are made. */
class GeneratedValueTest {
    @Test
    void text_hasItsLengthAndAlphabet_andIsAnotherEachTime() {
        assertThat(GeneratedValue.text(32).text())
                .matches("[A-Za-z0-9]{32}")
                .isNotEqualTo(GeneratedValue.text(32).text());
        assertThat(GeneratedValue.hex(7).text()).matches("[0-9a-f]{7}");
        assertThat(GeneratedValue.of(50, "ä😀").text()).matches("[ä😀]{50}");
        assertThat(GeneratedValue.text(SecretValue.MAX_BYTES).text()).hasSize(SecretValue.MAX_BYTES);
        assertThat(GeneratedValue.uuid().text())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    /** 100 characters of a byte's 256 values: a remainder would give 56 of them half as often again. */
    @Test
    void everyCharacter_hasTheSameChance() {
        StringBuilder alphabet = new StringBuilder();
        for (char c = 0x100; c < 0x164; c++) {
            alphabet.append(c);
        }
        Map<Integer, Integer> counts = new HashMap<>();
        GeneratedValue.of(500_000, alphabet.toString())
                .text()
                .codePoints()
                .forEach(c -> counts.merge(c, 1, Integer::sum));
        assertThat(counts).hasSize(100);
        // 5000 expected, with a deviation of 70: seven of them are not met by chance.
        assertThat(counts.values()).allMatch(count -> Math.abs(count - 5000) < 7 * 71);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, SecretValue.MAX_BYTES + 1, Integer.MAX_VALUE})
    void length_outOfBounds_isRefused(int length) {
        assertThatThrownBy(() -> GeneratedValue.text(length))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "aba", "ab\n", "ab\u0000", "a\uD800", "ab\u202E"})
    void alphabet_thatIsNone_isRefused_andNotShown(String alphabet) {
        assertThatThrownBy(() -> GeneratedValue.of(4, alphabet))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the alphabet ");
    }

    @Test
    void of_overTheLimitInUtf8_isRefused() {
        assertThatThrownBy(() -> GeneratedValue.of(SecretValue.MAX_BYTES, "äö"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 MiB");
    }

    @Test
    void signingKeys_fitEachOther() throws Exception {
        for (GeneratedKeyPair.Kind kind :
                new GeneratedKeyPair.Kind[] {GeneratedKeyPair.Kind.ED25519, GeneratedKeyPair.Kind.RSA}) {
            boolean isRsa = kind == GeneratedKeyPair.Kind.RSA;
            KeyPair pair = read(GeneratedKeyPair.of(kind), isRsa ? "RSA" : "Ed25519");
            Signature signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(new byte[] {1, 2, 3});
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.update(new byte[] {1, 2, 3});
            assertThat(signature.verify(signed)).isTrue();
            if (isRsa) {
                assertThat(((RSAPrivateKey) pair.getPrivate()).getModulus().bitLength())
                        .isEqualTo(3072);
            }
        }
    }

    @Test
    void agreementKeys_fitEachOther() throws Exception {
        KeyPair one = read(GeneratedKeyPair.of(GeneratedKeyPair.Kind.X25519), "X25519");
        KeyPair other = read(GeneratedKeyPair.of(GeneratedKeyPair.Kind.X25519), "X25519");
        assertThat(agreed(one, other)).isEqualTo(agreed(other, one));
    }

    @Test
    void nothing_showsItself() {
        assertThat(GeneratedKeyPair.of(GeneratedKeyPair.Kind.ED25519).toString())
                .contains("ED25519")
                .doesNotContain("BEGIN");
        assertThat(GeneratedValue.text(8)).hasToString("SecretValue[hidden]");
    }

    private static byte[] agreed(KeyPair mine, KeyPair theirs) throws Exception {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(mine.getPrivate());
        agreement.doPhase(theirs.getPublic(), true);
        return agreement.generateSecret();
    }

    private static KeyPair read(GeneratedKeyPair pair, String algorithm) throws Exception {
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(der("PUBLIC KEY", pair.publicKey()))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", pair.privateKey()))));
    }

    private static byte[] der(String label, SecretValue pem) {
        assertThat(pem.text())
                .startsWith("-----BEGIN " + label + "-----\n")
                .endsWith("\n-----END " + label + "-----\n");
        assertThat(pem.text().lines()).allMatch(line -> line.length() <= 64);
        return Base64.getMimeDecoder()
                .decode(pem.text().lines().filter(line -> !line.startsWith("-")).reduce("", String::concat));
    }
}
