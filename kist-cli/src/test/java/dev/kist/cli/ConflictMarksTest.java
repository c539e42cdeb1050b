// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of settings in which git left the marks of a merge: no command takes one side of them by itself. */
class ConflictMarksTest {
    private static final String MARKS =
            """
            KIST_COLLECTION=secrets
            <<<<<<< HEAD
            KIST_ENVIRONMENT=a
            =======
            KIST_ENVIRONMENT=b
            >>>>>>> theirs
            """;

    private final KistRun kist;

    ConflictMarksTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get A",
                "set A 2",
                "delete A",
                "list",
                "export",
                "migrate --env-file .env",
                "history A",
                "log",
                "key list",
                "rotate",
                "environment list",
                "init",
                "status",
                "use development",
                "fingerprint"
            })
    void everyCommand_refusesThem_withFileAndLine(String command) throws IOException {
        Files.writeString(kist.folder().resolve(".env"), "A=2\n");
        String before = Files.readString(kist.folder().resolve(".kist/config"));
        for (String file : new String[] {"config", "config.local", "config.development"}) {
            Path path = Files.writeString(kist.folder().resolve(".kist").resolve(file), MARKS);
            if (file.equals("config.development")) {
                Files.writeString(kist.folder().resolve(".kist/config"), "KIST_ENVIRONMENT=development\n");
            }
            assertThat(kist.failed(2, command.split(" ")).err())
                    .contains(path + ":2: a mark of a merge that git could not finish", "kist: hint: ");
            Files.delete(path);
            Files.writeString(kist.folder().resolve(".kist/config"), before);
        }
        assertThat(kist.done("get", "A").out()).isEqualTo("1\n");
    }

    @Test
    void run_startsNothing() throws IOException {
        Files.writeString(kist.folder().resolve(".kist/config"), MARKS);
        assertThat(kist.failed(125, "run", "--", "touch", "started").err()).contains("config:2");
        assertThat(kist.folder().resolve("started")).doesNotExist();
    }

    @Test
    void doctor_namesThem() throws IOException {
        Files.writeString(kist.folder().resolve(".kist/config"), MARKS);
        Result result = kist.run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("config:2: a mark of a merge that git could not finish");
    }
}
