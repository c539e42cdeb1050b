// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.kist.EnvironmentName;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.Vectors;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.KmsAddress;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of keyrings that key services encrypted. */
final class ServiceVectorsTest {
    private static final JsonObject FILE = Vectors.read("services.json");

    static Stream<Named<JsonObject>> valid() {
        return named("wrapped");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void wrapped_unwraps(JsonObject vector) {
        KmsServices services = StandInService.ofVectors();
        KmsAddress address = KmsAddress.parse(text(vector, "address"));
        EnvironmentName environment = EnvironmentName.parse(text(vector, "environment"));
        byte[] expected = HexFormat.of().parseHex(text(vector, "keyring"));

        Keyring keyring = KeyringWrapping.unwrap(text(vector, "wrapped"), address, services, environment)
                .orElseThrow();

        assertThat(keyring.toBytes()).isEqualTo(expected);
        assertThat(new KmsIdentity(address).id()).isEqualTo(text(vector, "key_id"));
        assertThat(AssociatedData.ofKeyring(environment))
                .isEqualTo(HexFormat.of().parseHex(text(vector, "associated_data")));
        String again = KeyringWrapping.wrap(keyring, address, services, environment);
        assertThat(again).hasSameSizeAs(text(vector, "wrapped")).isNotEqualTo(text(vector, "wrapped"));
        assertThat(KeyringWrapping.unwrap(again, address, StandInService.ofVectors(), environment)
                        .orElseThrow()
                        .toBytes())
                .isEqualTo(expected);
    }

    static Stream<Named<JsonObject>> invalid() {
        return named("wrapped_invalid");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void wrapped_thatIsNone_isRefused(JsonObject vector) {
        assertThat(KeyringWrapping.unwrap(
                        text(vector, "wrapped"),
                        KmsAddress.parse(text(vector, "address")),
                        StandInService.ofVectors(),
                        EnvironmentName.parse(text(vector, "environment"))))
                .isEmpty();
    }

    private static Stream<Named<JsonObject>> named(String array) {
        return Vectors.entries(FILE, array).map(vector -> Named.of(text(vector, "name"), vector));
    }

    private static String text(JsonObject vector, String field) {
        return Objects.requireNonNull(vector.get(field), field).getAsString();
    }
}
