// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export} of names that could take over what reads them. */
class DangerousExportTest {
    private final KistRun kist;

    DangerousExportTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "1");
        kist.done("set", "LD_PRELOAD", "value-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shell", "docker", "dotenv", "github-env", "k8s-secret"})
    void whereVariablesAreMadeOfThem_theyAreRefusedUnlessAllowed(String format) {
        assertThat(kist.failed(2, "export", "--format", format).err())
                .contains("--except LD_PRELOAD goes without", "--allow-dangerous");
        assertThat(kist.done("export", "--format", format, "--allow-dangerous").out())
                .contains("LD_PRELOAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml", "properties"})
    void asData_theyAreWritten(String format) {
        assertThat(kist.done("export", "--format", format).out()).contains("LD_PRELOAD");
    }
}
