// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final KistRun kist;

    ExportCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.run("set", "A", "it's $5; `x`");
        kist.run("set", "B", "");
    }

    @Test
    void shell_isSafeToEval() {
        assertThat(kist.run("export", "--format", "shell").out())
                .isEqualTo("export A='it'\\''s $5; `x`'\nexport B=''\n");
    }

    @Test
    void kubernetesSecret_isCalledKist_unlessNamed() {
        assertThat(kist.done("export", "--format", "k8s-secret").out()).contains("name: \"kist\"");
        assertThat(kist.done("export", "--format", "k8s-secret", "--name", "app")
                        .out())
                .contains("name: \"app\"");
    }

    @Test
    void json_isOneFlatObject() {
        assertThat(kist.run("export", "--format", "json").out()).contains("\"A\": \"it's $5; `x`\"", "\"B\": \"\"");
    }

    @Test
    void dotenv_readsBackThroughMigrate() throws Exception {
        kist.run("set", "A", "x # y\n\"z\"");
        assertThat(kist.run("export", "-o", "out.env").code()).isZero();
        kist.run("set", "A", "other");
        assertThat(kist.run("migrate", "--env-file", "out.env", "--yes").code()).isZero();
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("x # y\n\"z\"");
    }

    @Test
    void valueThatTheFormatCannotHold_isRefusedByName() {
        kist.run("set", "C", "hidden\nline");
        Result result = kist.run("export", "--format", "docker");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("C: ").doesNotContain("hidden");
    }

    @Test
    void output_isPrivateAndReplacedAsAWhole() throws Exception {
        Path file = kist.folder().resolve("out.env");
        Files.writeString(file, "old");
        assertThat(kist.run("export", "--format", "json", "--output", "out.env").code())
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("{");
        try (var left = Files.list(kist.folder())) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".out.env"));
        }
    }

    @Test
    void terminal_getsValuesOnlyWithReveal() {
        KistProcess process = KistProcess.in(kist.folder());
        try (Terminal terminal = Terminal.start(process.words("export"), process.variables(), kist.folder())) {
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).contains("--reveal").doesNotContain("it's");
        }
        try (Terminal terminal = Terminal.start(
                process.words("export", "--reveal", "--format", "json"), process.variables(), kist.folder())) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("it's");
        }
    }

    @Test
    void all_isEnvironmentThenNameThenValue() {
        kist.run("set", "A", "other", "-e", "production", "--note", "of\ntwo lines");
        kist.run("environment", "create", "no");
        assertThat(kist.done("export", "--all", "--format", "json").out())
                .isEqualTo(
                        """
                        {
                          "development": {
                            "A": "it's $5; `x`",
                            "B": ""
                          },
                          "no": {},
                          "production": {
                            "A": "other"
                          }
                        }
                        """);
        assertThat(kist.done("export", "--all", "--format", "yaml", "--notes").out())
                .isEqualTo(
                        """
                        "development":
                          "A":
                            value: "it's $5; `x`"
                          "B":
                            value: ""
                        "no": {}
                        "production":
                          "A":
                            value: "other"
                            note: "of\\ntwo lines"
                        """);
        assertThat(kist.done("export", "-e", "production", "-e", "no", "--json").out())
                .contains("\"production\": {", "\"no\": {}");
        assertThat(kist.failed(2, "export", "--all").err()).contains("say --format json or yaml");
        assertThat(kist.failed(2, "export", "--notes").err()).contains("--notes goes with --all");
        kist.failed(2, "export", "--all", "-e", "production", "--json");
    }

    @Test
    void all_hasBytes_andPassesOverWhatNoKeyOpens() {
        kist.stdin("\u0000\u0001").run("set", "BYTES", "--binary");
        KistRun bob = kist.person("bob");
        bob.done("environment", "create", "bobs");
        Result result = kist.run("export", "--all", "--format", "yaml");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out())
                .contains("  \"BYTES\":\n    base64: \"AAE=\"\n")
                .doesNotContain("bobs");
        assertThat(result.err()).contains("bobs");
    }
}
