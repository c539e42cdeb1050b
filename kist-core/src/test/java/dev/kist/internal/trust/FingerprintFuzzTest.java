// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A project's {@code known_environments}, as a clone may bring it. */
@Tag("fuzz")
class FingerprintFuzzTest {
    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void read_knownEnvironments(byte[] content) throws IOException {
        FuzzTargets.file(content);
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                        "# ours\nkist.secrets production 1b62eb9099f0cff1290f7b5df029a12d\n",
                        "# at h:1\na b.c d 1B62EB9099F0CFF1290F7B5DF029A12D",
                        "=======\n")
                .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        private static final Path FILE = file();

        private static Path file() {
            try {
                return Files.createTempDirectory("kist-fuzz").resolve("known_environments");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void file(byte[] content) throws IOException {
            Files.write(FILE, content);
            for (FingerprintFile file : List.of(FingerprintFile.ofProject(FILE), FingerprintFile.ofUser(FILE))) {
                try {
                    assertThat(file.lines())
                            .allSatisfy(line -> assertThat(line.namespace()).isNotEmpty());
                } catch (InvalidInputException e) {
                    assertThat(e).hasMessageContaining(FILE.toString());
                }
            }
        }
    }
}
