// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a system and its processor are called. */
class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "x86_64,  linux-x64,     amd64, x86_64,  Linux/x86_64",
        "aarch64, linux-aarch64, arm64, aarch64, Linux/aarch64"
    })
    void linux_isCalledAsEachOfThemCallsIt(
            String processor, String archive, String debian, String rpm, String nativeFolder) {
        Platform platform = Platform.linux(processor);

        assertThat(platform.name()).isEqualTo(archive);
        assertThat(platform.debianName()).isEqualTo(debian);
        assertThat(platform.rpmName()).isEqualTo(rpm);
        assertThat(platform.nativeFolder()).isEqualTo(nativeFolder);
        assertThat(platform.isLinux()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "linux/aarch64/libzstd-jni.so,               true",
        "org/xerial/snappy/native/Linux/aarch64/a.so, true",
        "linux/amd64/libzstd-jni.so,                 false",
        "win/aarch64/libzstd-jni.dll,                false",
        "linux/amd64/README,                         true"
    })
    void aarch64_needsItsOwnLibrariesAlone(String file, boolean isNeeded) {
        assertThat(Platform.linux("aarch64").needs(file)).isEqualTo(isNeeded);
    }
}
