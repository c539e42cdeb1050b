// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KmsAddressTest {
    private static final String AWS = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab";

    @ParameterizedTest
    @ValueSource(
            strings = {
                AWS,
                "aws-kms://arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:alias/kist/production",
                "gcp-kms://projects/acme/locations/europe-west1/keyRings/kist/cryptoKeys/production",
                "gcp-kms://projects/example.com:acme/locations/global/keyRings/r_1/cryptoKeys/k-1",
                "hcvault://vault.example.com/transit/keys/production",
                "hcvault://127.0.0.1:8200/team/a/transit/keys/production",
                "hcvault://[::1]:65535/transit/keys/keys",
            })
    void parse_ofAnAddress_givesAPublicKeyThatIsAtHandToo(String text) {
        KmsAddress address = KmsAddress.parse(text);

        assertThat(address.text()).isEqualTo(text).isEqualTo(address.toString());
        assertThat(Recipient.parse(text)).isEqualTo(new KmsIdentity(address));
        assertThat(new KmsIdentity(address).recipient().text()).isEqualTo(text);
        assertThat(new KmsIdentity(address).id()).matches("[0-9a-f]{16}").isEqualTo(Recipient.idOf(text));
        assertThat(Identities.parse(" " + text + " ,").asList()).isEqualTo(List.of(new KmsIdentity(address)));
        assertThat(address.service().scheme() + "://" + address.name()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "://",
                "azure-kv://vault/key",
                "AWS-KMS://arn:aws:kms:eu-central-1:111122223333:key/1234",
                "https://vault.example.com/transit/keys/production",
                "aws-kms://",
                "aws-kms://1234abcd",
                "aws-kms://arn:aws:kms:eu-central-1:11112222333:key/1234",
                "aws-kms://arn:aws:s3:eu-central-1:111122223333:key/1234",
                "aws-kms://arn:aws:kms::111122223333:key/1234",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a b",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a\n",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a,b",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a?b=c",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a#b",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/\u00e4",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a\u0000",
                "gcp-kms://projects/acme/locations/europe-west1/keyRings/kist/cryptoKeys/production/cryptoKeyVersions/1",
                "gcp-kms://projects//locations/europe-west1/keyRings/kist/cryptoKeys/production",
                "hcvault://vault.example.com/transit/production",
                "hcvault:///transit/keys/production",
                "hcvault://vault.example.com:0/transit/keys/production",
                "hcvault://vault.example.com:65536/transit/keys/production",
                "hcvault://vault.example.com/keys/production",
                "hcvault://vault.example.com/transit/../sys/keys/production",
                "hcvault://vault.example.com/transit/keys/..",
                "hcvault://vault.example.com/transit/keys/production/",
                "hcvault://vault.example.com/transit/keys/a%2fb",
            })
    void parse_ofSomethingElse_isRefused(String text) {
        assertThatThrownBy(() -> Recipient.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void parse_withAPassword_doesNotShowIt() {
        for (String text : List.of(
                "hcvault://root:s3cr3tt0k3n@vault.example.com/transit/keys/production",
                "mongodb://root:s3cr3tt0k3n@db.example.com/app",
                "aws-kms://s3cr3tt0k3n")) {
            assertThatThrownBy(() -> Identities.parse(text))
                    .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.getMessage() + e.hint())
                            .doesNotContain("s3cr3t", "root"));
        }
    }

    @Test
    void parse_ofATooLongAddress_saysTheLimit() {
        String text = "hcvault://vault.example.com" + ("/" + "m".repeat(100)).repeat(10) + "/keys/k";

        assertThatThrownBy(() -> KmsAddress.parse(text)).hasMessageContaining("1024");
        assertThat(KmsAddress.parse(text.replace("m".repeat(100), "m".repeat(90)))
                        .text()
                        .length())
                .isLessThan(1024);
    }

    @Test
    void parseFile_takesAddressesAndSecretKeys() {
        X25519Identity key = X25519Identity.generate();

        Identities keys = Identities.parseFile("# of the service\n" + AWS + "\n\n" + key.exposeText() + "\n", "key");

        assertThat(keys.asList()).isEqualTo(List.of(new KmsIdentity(KmsAddress.parse(AWS)), key));
        assertThat(Identities.parseFile(AWS, "key").asList()).hasSize(1);
        assertThatThrownBy(() -> Identities.parseFile("a://b\n", "key")).hasMessageStartingWith("key:1: ");
    }

    @Test
    void idOf_anAddressOfAServiceThatIsNotKnown_isComputed() {
        assertThat(Recipient.idOf("other-kms://somewhere/key")).matches("[0-9a-f]{16}");
    }
}
