// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kist open} where the page's module is missing, as it is here; with it: {@code kist-dashboard-tests}. */
class OpenCommandTest {
    @TempDir
    Path folder;

    @Test
    void open_withoutThePage_saysSo() {
        KistRun kist = KistRun.in(folder);
        assertThat(kist.run("init").code()).isZero();
        Result result = kist.run("open", "--no-browser");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("kist: error: this Kist comes without its page");
    }
}
