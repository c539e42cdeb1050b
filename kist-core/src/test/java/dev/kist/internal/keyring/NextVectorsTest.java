// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.kist.EnvironmentName;
import dev.kist.internal.format.Vectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors for keyrings that are made ahead. */
class NextVectorsTest {
    static Stream<Named<JsonObject>> vectors() {
        return Vectors.entries(Vectors.read("next.json"), "valid")
                .map(vector -> Named.of(vector.get("fingerprint").getAsString(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void preparedKeyring_followsFromSeedAndTheKeyThatLeaves(JsonObject vector) {
        Recipient leaving = Recipient.parse(vector.get("leaving").getAsString());
        byte[] seed = HexFormat.of().parseHex(vector.get("seed").getAsString());

        PreparedKeyring prepared = PreparedKeyring.of(
                EnvironmentName.parse(vector.get("environment").getAsString()), leaving, seed);

        assertThat(HexFormat.of().formatHex(prepared.keyring().toBytes()))
                .isEqualTo(vector.get("keyring").getAsString());
        assertThat(prepared.fingerprint().hex())
                .isEqualTo(vector.get("fingerprint").getAsString());
        assertThat(prepared.isFor(leaving)).isTrue();
        assertThat(prepared.isFor(X25519Identity.generate().recipient())).isFalse();
    }
}
