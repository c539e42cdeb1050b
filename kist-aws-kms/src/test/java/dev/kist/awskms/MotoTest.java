// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.testing.MotoServer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same client against an AWS that was not written for Kist. */
final class MotoTest {
    private static final byte[] PLAINTEXT = "a keyring \u0000\u00ff".getBytes(UTF_8);
    private static final byte[] DATA = "kist:v1:keyring production".getBytes(UTF_8);

    @Test
    void keys_ofMoto_encryptAndDecryptWithTheSameDataAlone() throws Exception {
        try (MotoServer moto = MotoServer.start()) {
            String arn = moto.createKey();
            KmsKey key = key(moto, arn);

            byte[] ciphertext = key.encrypt(PLAINTEXT, DATA);

            assertThat(key(moto, arn).decrypt(ciphertext, DATA)).isEqualTo(PLAINTEXT);
            assertThatThrownBy(() -> key.decrypt(ciphertext, "kist:v1:keyring staging".getBytes(UTF_8)))
                    .isInstanceOf(GeneralSecurityException.class);
            byte[] changed = ciphertext.clone();
            changed[changed.length - 1] ^= 1;
            assertThatThrownBy(() -> key.decrypt(changed, DATA)).isInstanceOf(GeneralSecurityException.class);
            // AWS documents IncorrectKeyException for this; moto denies access.
            assertThatThrownBy(() -> key(moto, moto.createKey()).decrypt(ciphertext, DATA))
                    .isInstanceOfAny(GeneralSecurityException.class, KmsException.class);
            String missing = arn.substring(0, arn.length() - 12) + "000000000000";
            assertThatThrownBy(() -> key(moto, missing).encrypt(PLAINTEXT, DATA))
                    .isInstanceOfSatisfying(
                            KmsException.class, e -> assertThat(e.problem()).isEqualTo(Problem.KEY));
        }
    }

    private static KmsKey key(MotoServer moto, String arn) {
        Map<String, String> variables = Map.of(
                "AWS_ENDPOINT_URL", moto.url(), "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret");
        return new AwsKeyServiceProvider()
                .open(KmsAddress.parse("aws-kms://" + arn), variables, Duration.ofSeconds(30));
    }
}
