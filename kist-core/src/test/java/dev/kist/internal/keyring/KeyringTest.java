// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.internal.format.ByteFields;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
    private static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");

    @Test
    void generate_isRandom_withOneDek() {
        Keyring keyring = Keyring.generate();

        assertThat(keyring.dekIds()).containsExactly(1);
        assertThat(keyring.activeDek()).isEqualTo(1);
        assertThat(keyring.toBytes())
                .hasSize(32 + 8 + 36)
                .isNotEqualTo(Keyring.generate().toBytes());
    }

    @Test
    void withNewDek_keepsRootAndDeks_andTheNewOneIsActive() {
        Keyring before = Keyring.generate();
        Keyring after = before.withNewDek().withNewDek();

        assertThat(after.dekIds()).containsExactly(1, 2, 3);
        assertThat(after.activeDek()).isEqualTo(3);
        assertThat(after.dek(1)).contains(before.dek(1).orElseThrow());
        assertThat(after.fingerprint(PRODUCTION)).isEqualTo(before.fingerprint(PRODUCTION));
        assertThat(before.dekIds()).containsExactly(1);
    }

    @Test
    void withNewDek_countsBeyondTheSignedRange_andEndsAtTheLastNumber() {
        assertThat(withDek(Integer.MAX_VALUE).withNewDek().dekIds())
                .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertThat(withDek(-2).withNewDek().activeDek()).isEqualTo(-1);
        assertThatThrownBy(() -> withDek(-1).withNewDek()).isInstanceOf(ArithmeticException.class);
        assertThat(withDek(-1)).hasToString("Keyring[DEKs [4294967295]]");
    }

    private static Keyring withDek(int id) {
        return Keyring.fromBytes(ByteFields.text("")
                .bytes(new byte[32])
                .u32(id)
                .u32(1)
                .u32(id)
                .bytes(new byte[32])
                .toByteArray());
    }

    @Test
    void withoutRetiredDeks_keepsTheActiveOneAlone_andItsNumber() {
        Keyring keyring = Keyring.generate().withNewDek().withoutDeks(Set.of(1));

        assertThat(keyring.dekIds()).containsExactly(2);
        assertThat(keyring.withNewDek().dekIds()).containsExactly(2, 3);
        assertThat(keyring.dek(1)).isEmpty();
    }

    @Test
    void withNewRoot_hasAnotherFingerprint() {
        Keyring keyring = Keyring.generate();

        assertThat(keyring.withNewRoot().fingerprint(PRODUCTION)).isNotEqualTo(keyring.fingerprint(PRODUCTION));
        assertThat(keyring.withNewRoot().dek(1)).contains(keyring.dek(1).orElseThrow());
        assertThat(keyring.fingerprint(EnvironmentName.parse("staging"))).isNotEqualTo(keyring.fingerprint(PRODUCTION));
    }

    @Test
    void bytesHandedOut_areCopies() {
        Keyring keyring = Keyring.generate();
        byte[] before = keyring.toBytes();
        keyring.dek(1).orElseThrow()[0] ^= 1;

        assertThat(keyring.toBytes()).isEqualTo(before);
    }

    @Test
    void publicKey_isNotTakenForASecretOne_norTheOtherWayRound() {
        X25519Identity key = X25519Identity.generate();

        assertThatThrownBy(() -> X25519Identity.parse(key.recipient().text()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Recipient.parse(key.exposeText()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(key.exposeText().substring(11, 20))
                .satisfies(e -> assertThat(((InvalidInputException) e).hint())
                        .contains("this is a secret key; show it to no one"));
    }

    @Test
    void secretKeys_areReadFromASetting_eachOnce() {
        X25519Identity one = X25519Identity.generate();
        X25519Identity two = X25519Identity.generate();
        String text = " " + one.exposeText() + ",\n" + two.exposeText() + " , " + one.exposeText() + "\t";

        assertThat(Identities.parse(text).asList()).containsExactly(one, two);
        assertThat(Identities.parse(" ,\n").isEmpty()).isTrue();
        assertThat(Identities.of(List.of(two)).and(Identities.parse(text)).asList())
                .containsExactly(two, one);
        assertThatThrownBy(() -> Identities.parse(one.exposeText() + " x")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void secretKeys_areReadFromAFile_withCommentsAndEmptyLines() {
        X25519Identity one = X25519Identity.generate();
        X25519Identity two = X25519Identity.generate();

        assertThat(Identities.parseFile(
                                "# alice\n\n" + one.exposeText() + "\r\n  # more\n  " + two.exposeText() + "  ", "key")
                        .asList())
                .containsExactly(one, two);
        assertThatThrownBy(() -> Identities.parseFile("# none\n", ".kist/key"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(".kist/key holds no secret key");
        String mistyped = one.exposeText().substring(0, 58) + (one.exposeText().endsWith("A") ? "B" : "A");
        assertThatThrownBy(() -> Identities.parseFile("#\n" + mistyped, ".kist/key"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(".kist/key:2: the secret key is mistyped")
                .hasMessageNotContaining(mistyped.substring(11, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcdef\n"
            })
    void fingerprint_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void knownFingerprints_ofParents_areThoseByName() {
        Fingerprint one = Fingerprint.parse("0123456789abcdef0123456789abcdef");
        Fingerprint two = Fingerprint.parse("fedcba9876543210fedcba9876543210");
        KnownFingerprints known =
                KnownFingerprints.none().with(one).with(PRODUCTION, two).strict();

        // KIST_FINGERPRINT takes the place of the file.
        assertThat(known.of(PRODUCTION)).containsExactly(one);
        assertThatThrownBy(() -> known.check(PRODUCTION, two)).isInstanceOf(FingerprintException.class);
        assertThat(known.ofOwn(PRODUCTION)).containsExactly(two);
        EnvironmentName staging = EnvironmentName.parse("staging");
        assertThat(known.ofParents().check(staging, two)).isFalse();
        assertThat(known.ofParents().check(PRODUCTION, two)).isTrue();
        assertThatThrownBy(() -> known.ofParents().check(PRODUCTION, one)).isInstanceOf(FingerprintException.class);
        assertThatThrownBy(() -> known.check(staging, two)).isInstanceOf(FingerprintException.class);
    }
}
