// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are bytes, no text. */
class BinaryTest {
    private static final byte[] BYTES = {0, (byte) 0xFF, '\n', 'x', (byte) 0x80, '\r', '\n'};

    private final KistRun kist;

    BinaryTest(@TempDir Path folder) throws IOException {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "1");
        Files.write(folder.resolve("store.p12"), BYTES);
        assertThat(kist.done("set", "STORE", "--binary", "--file", "store.p12").err())
                .contains("set STORE in development: version 1, 7 bytes");
    }

    @Test
    void get_writesEveryByte_toAFileOfItsOwnerAlone() throws IOException {
        kist.done("get", "STORE", "--output", "out.p12");

        assertThat(kist.folder().resolve("out.p12")).hasBinaryContent(BYTES);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(kist.folder().resolve("out.p12"))))
                .isEqualTo("rw-------");
        kist.done("get", "A", "-o", "a.txt", "-n");
        assertThat(kist.folder().resolve("a.txt")).hasContent("1");
    }

    @Test
    void get_asJson_isBase64() {
        String base64 = Base64.getEncoder().encodeToString(BYTES);

        assertThat(JsonParser.parseString(
                        kist.done("get", "A", "STORE", "--json").out()))
                .isEqualTo(JsonParser.parseString("{'A': '1', 'STORE': {'base64': '" + base64 + "'}}"));
        assertThat(kist.failed(2, "get", "A", "STORE").err()).contains("STORE is binary", "--json");
        assertThat(kist.done("history", "STORE", "--reveal").out()).contains("\"" + base64 + "\" (base64)");
        assertThat(kist.done("list", "--json").out()).contains("\"binary\": true");
        assertThat(JsonParser.parseString(
                        kist.done("export", "--format", "json").out()))
                .isEqualTo(JsonParser.parseString("{'A': '1', 'STORE': {'base64': '" + base64 + "'}}"));
    }

    @Test
    void get_toATerminal_wantsOutput() {
        KistProcess process = KistProcess.in(kist.folder());
        try (Terminal terminal = Terminal.start(process.words("get", "STORE"), process.variables(), kist.folder())) {
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).contains("STORE is binary", "--output");
        }
    }

    @Test
    void textFormats_andRun_leaveThemOut_withOneLine() {
        for (String format : new String[] {"dotenv", "shell", "docker", "properties", "k8s-secret"}) {
            KistRun.Result result = kist.done("export", "--format", format);
            assertThat(result.out()).contains("A").doesNotContain("STORE");
            assertThat(result.err().lines().filter(line -> line.contains("1 binary secret left out: STORE")))
                    .hasSize(1);
        }
        ProcessRun run =
                KistProcess.in(kist.folder()).run("run", "-e", "development", "--", "sh", "-c", "echo $A$STORE");
        assertThat(run.out()).as(run.err()).isEqualTo("1\n");
        assertThat(run.err()).contains("left out: STORE");
    }

    @Test
    void set_ofBytes_fromStandardInput_andWhatDoesNotGoWithThem() {
        kist.stdin("a\0b\n").done("set", "PIPED", "--binary");
        assertThat(kist.done("get", "PIPED").out()).isEqualTo("a\0b\n");
        kist.failed(2, "set", "STORE", "--binary");
        kist.failed(2, "set", "STORE", "text", "--binary");
        kist.failed(2, "set", "STORE", "--binary", "--template", "--file", "store.p12");
        assertThat(kist.failed(2, "set", "STORE", "--file", "store.p12").err()).contains("--binary");
    }
}
