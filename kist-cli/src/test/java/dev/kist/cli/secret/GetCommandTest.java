// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get} on the local store. */
class GetCommandTest {
    private final KistRun kist;

    GetCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void get_ofAVersion_printsItsValue() {
        versions("A", 3);
        kist.done("delete", "A");

        assertThat(kist.done("get", "A", "--version", "1").out()).isEqualTo("value-1\n");
        assertThat(kist.done("get", "A", "--version", "3", "--json").out()).isEqualTo("{\n  \"A\": \"value-3\"\n}\n");
        assertThat(kist.failed(3, "get", "A", "--version", "4").err()).contains("version 4 of secret A is a deletion");
        assertThat(kist.failed(3, "get", "A", "--version", "5").err()).contains("has no version 5");
        kist.failed(2, "get", "A", "--version", "x");
        kist.failed(2, "get", "A", "B", "--version", "1");
        kist.failed(2, "get", "A", "--version", "1", "--at", "1h");
    }

    @Test
    void get_ofATemplatesVersion_printsItAsStored_andSaysSo() {
        kist.done("set", "B", "b");
        kist.done("set", "A", "<${B}>", "--template");

        Result old = kist.done("get", "A", "--version", "1");

        assertThat(old.out()).isEqualTo("<${B}>\n");
        assertThat(old.err()).contains("version 1 of A is a template");
    }

    @Test
    void get_several_printsOneLineEach() {
        kist.run("set", "A", "1");
        kist.run("set", "B", "2");
        assertThat(kist.run("get", "B", "A").out()).isEqualTo("2\n1\n");
        assertThat(kist.run("get", "B", "A", "--json").out()).isEqualTo("{\n  \"B\": \"2\",\n  \"A\": \"1\"\n}\n");
    }

    @Test
    void get_severalWithLineBreak_wantsJson() {
        kist.run("set", "A", "1\n2");
        kist.run("set", "B", "2");
        Result result = kist.run("get", "A", "B");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("--json");
    }

    @Test
    void get_misspelt_hintsAtTheNearName() {
        kist.run("set", "DATABASE_URL", "1");
        Result result = kist.run("get", "DATABSE_URL");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains(
                        "kist: error: secret DATABSE_URL does not exist in development",
                        "kist: hint: did you mean DATABASE_URL?");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }

    @Test
    void aFolderThatIsNotThere_isNoFilesName() {
        kist.done("set", "A", "1");
        for (String command : new String[] {"get A", "export", "example"}) {
            String[] words = (command + " -o newdir/").split(" ");
            assertThat(kist.failed(2, words).err())
                    .as(command)
                    .contains("newdir/ cannot be written: it is the name of a folder");
        }
        assertThat(kist.folder().resolve("newdir")).doesNotExist();
    }
}
