// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintStampsTest {
    @TempDir
    Path folder;

    @Test
    void change_isSeenOnce() throws IOException {
        Path file = folder.resolve("trusted");
        FingerprintStamps stamps = FingerprintStamps.of(List.of(file, folder.resolve("known_environments")));

        assertThat(stamps.haveChanged()).isTrue();
        assertThat(stamps.haveChanged()).isFalse();
        Files.writeString(file, "one");
        assertThat(stamps.haveChanged()).isTrue();
        assertThat(stamps.haveChanged()).isFalse();
        Files.delete(file);
        assertThat(stamps.haveChanged()).isTrue();
        stamps.forget();
        assertThat(stamps.haveChanged()).isTrue();
    }

    @Test
    void noFiles_neverChange() {
        assertThat(FingerprintStamps.none().haveChanged()).isFalse();
    }
}
