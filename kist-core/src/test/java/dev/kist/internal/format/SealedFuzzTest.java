// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code sealed} holds is written by members; one of them, or one that was, may write anything. */
@Tag("fuzz")
class SealedFuzzTest {
    private static final String KEY =
            """
            {"keys":[{"label":"a","public_key":"kist-pub-1-x","created_at":1,"created_by":"b"}],"retired":{"1":2},"events":
            [{"number":1,"at":1,"by":"b","kind":"created","details":{"x":1,"y":[null,{"z":1e3}]},"new":0}],
            "inherits":{"environment":"base","fingerprint":"00"},"more":{"a":[1.5,-0]}}
            """;

    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_sealed(byte[] json) {
        FuzzTargets.sealed(json);
    }

    static Stream<Arguments> samples() {
        return Stream.of(KEY, "{}", "{\"keys\":[],\"retired\":{},\"events\":[]}", "[".repeat(5000))
                .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        static void sealed(byte[] json) {
            try {
                SealedContent content = SealedContent.fromBytes(json);
                byte[] written = content.toBytes();
                // Whatever was read is written so that it is read again as the same.
                assertThat(SealedContent.fromBytes(written).toBytes()).isEqualTo(written);
                assertThat(content.within(100).events().size())
                        .isLessThanOrEqualTo(content.events().size());
            } catch (IllegalArgumentException | BeforeReleaseException e) {
                // What is said of anything else.
            }
        }
    }
}
