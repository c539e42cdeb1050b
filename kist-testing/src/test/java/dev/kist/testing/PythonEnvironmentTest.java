// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonEnvironmentTest {

    @Test
    void python_hasThePinnedPackages() {
        ProcessRun run = Command.of(PythonEnvironment.python().toString())
                .args("-c", "import pymongo, cryptography; print(pymongo.version, cryptography.__version__)")
                .run();

        assertThat(run.outLines()).as(run.toString()).containsExactly("4.20.0 50.0.2");
    }

    @Test
    void prepare_sameSources_fillsOnce(@TempDir Path parent) throws IOException {
        AtomicInteger fills = new AtomicInteger();
        Path folder = parent.resolve("f");
        for (String sources : List.of("a", "a", "b", "b")) {
            PreparedFolder.prepare(folder, sources, empty -> {
                assertThat(empty).isEmptyDirectory();
                Files.writeString(empty.resolve("content"), sources);
                fills.incrementAndGet();
            });
        }

        assertThat(fills).hasValue(2);
        assertThat(folder.resolve("content")).hasContent("b");
    }

    @Test
    void prepare_afterAnInterruption_fillsAgain(@TempDir Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("f"));
        Files.writeString(folder.resolve("half"), "");

        PreparedFolder.prepare(folder, "a", empty -> Files.writeString(empty.resolve("whole"), ""));

        assertThat(folder.resolve("half")).doesNotExist();
        assertThat(folder.resolve("whole")).exists();
    }
}
