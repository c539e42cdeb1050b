// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of keys as people paste them and files hold them, public ones as databases do, and the bytes of a keyring. */
@Tag("fuzz")
class KeyFuzzTest {
    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_keyText(byte[] text) {
        FuzzTargets.key(new String(text, StandardCharsets.UTF_8));
    }

    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_keyring(byte[] bytes) {
        FuzzTargets.keyring(bytes);
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                        "kist-key-1-05hf-TeVjWCnv0Zn9mj1lSjH5HynIWEFVi7UaEqOm6LMYk9_",
                        "kist-pub-1-u3a7apfBW-bju3dLJsWlUAJyiLb_P338cTdewZ1_KDPOZNco",
                        "# a comment\naws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd\n",
                        "gcp-kms://projects/p/locations/l/keyRings/r/cryptoKeys/k, hcvault://h:8200/transit/keys/k",
                        "kist-key-1-")
                .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        static void key(String text) {
            refusing(text, () -> Identities.parse(text).asList().forEach(FuzzTargets::requireReadBack));
            refusing(text, () -> Identities.parseFile(text, "f").asList().forEach(FuzzTargets::requireReadBack));
            refusing(text, () -> assertThat(Recipient.parse(text).text()).isEqualTo(text));
        }

        private static void requireReadBack(Identity identity) {
            String text = identity.recipient().text();
            assertThat(Recipient.parse(text).text()).isEqualTo(text);
        }

        /** What is refused shows nothing of what may be a secret key. */
        private static void refusing(String text, Runnable reading) {
            try {
                reading.run();
            } catch (InvalidInputException e) {
                String stripped = text.strip();
                if (stripped.length() > 40 && stripped.toLowerCase(Locale.ROOT).startsWith("kist-key")) {
                    assertThat(e.getMessage()).doesNotContain(stripped.substring(12));
                }
            }
        }

        static void keyring(byte[] bytes) {
            try {
                assertThat(Keyring.fromBytes(bytes).toBytes()).isEqualTo(bytes);
            } catch (IllegalArgumentException e) {
                // What is said of anything else.
            }
        }
    }
}
