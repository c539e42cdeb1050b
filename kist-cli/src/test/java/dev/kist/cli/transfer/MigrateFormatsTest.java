// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other formats and dialects, and several files that belong together. */
class MigrateFormatsTest {
    private final KistRun kist;

    MigrateFormatsTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(kist.folder().resolve(name), text);
    }

    private Result migrated(String name, String... more) {
        List<String> words = new ArrayList<>(List.of("migrate", "--yes", "--env-file", name));
        words.addAll(List.of(more));
        return kist.done(words.toArray(String[]::new));
    }

    private String value(String name) {
        return kist.done("get", name, "-n").out();
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void whatExportWrites_migrateReadsBack(ExportFormat format) throws IOException {
        Map<String, String> values = new TreeMap<>();
        Random random = new Random(format.word().length());
        String alphabet = "ab0 \t'\"`$\\{}#=:;!%&|<>()*?~-.,/@^_\u00e4\u20ac\n";
        WriteOptions options = WriteOptions.of(format);
        for (int i = 0; i < 150; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Map<String, String> one = Map.of("NAME_" + i, value.toString());
            if (DotenvWriter.refusals(one, options).isEmpty()) {
                values.putAll(one);
            }
        }
        assertThat(values).hasSizeGreaterThan(20);
        String name =
                switch (format) {
                    case JSON -> "out.json";
                    case YAML, K8S_SECRET -> "out.yaml";
                    case PROPERTIES -> "out.properties";
                    case DOTENV, SHELL, DOCKER, GITHUB_ENV -> "out.env";
                };
        file(name, DotenvWriter.write(values, options));

        switch (format) {
            case SHELL, DOCKER, GITHUB_ENV -> migrated(name, "--dialect", format.word());
            default -> migrated(name);
        }

        Result read = kist.done("export", "--format", "json");
        file("expected.json", DotenvWriter.write(values, WriteOptions.of(ExportFormat.JSON)));
        assertThat(com.google.gson.JsonParser.parseString(read.out()))
                .isEqualTo(com.google.gson.JsonParser.parseString(
                        Files.readString(kist.folder().resolve("expected.json"))));
    }

    @ParameterizedTest
    @CsvSource({"json, '\"base64\": \"AAEC\"'", "yaml, 'base64: \"AAEC\"'"})
    void whatExportWrites_ofBytes_migrateReadsBack(String format, String bytes) {
        kist.stdin("\0\1\2").done("set", "STORE", "--binary");
        kist.done("set", "TEXT", "AAEC");
        String file = "all." + format;
        kist.done("export", "--format", format, "-o", file);
        String before = kist.done("export", "--format", format).out();

        assertThat(migrated(file).err()).contains("unchanged (2): STORE, TEXT");
        kist.done("delete", "STORE", "TEXT", "--purge", "--yes");
        assertThat(migrated(file).err()).contains("new (2): STORE, TEXT");

        assertThat(kist.done("export", "--format", format).out())
                .isEqualTo(before)
                .contains(bytes);
    }

    @Test
    void bytesInYaml_areReadToo() throws IOException {
        file("all.yaml", "STORE:\n  base64: AAEC\nTEXT: AAEC\n");

        migrated("all.yaml");

        assertThat(kist.done("list", "--reveal").out()).contains("\"AAEC\" (base64)\n", "\"AAEC\"\n");
    }

    @Test
    void properties_areReadAsJavaDoes() throws IOException {
        file("a.properties", "# c\nA=1\nb.c : two \\\n   lines\nD\\ x=no\n");
        assertThat(kist.failed(2, "migrate", "--env-file", "a.properties").err())
                .contains("a.properties:5");
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            for (String more : List.of("", "\n", "\n#c\n", "\r\nE=1\r\n", "\n\n\nE=1", "\r\rE=1", "\nE\\\n=1")) {
                file("a.properties", "# c\nA=1\n\nD\\ x=no".replace("\n", lineEnd) + more);
                assertThat(kist.failed(2, "migrate", "--env-file", "a.properties")
                                .err())
                        .contains("a.properties:4");
            }
        }
        file("a.properties", "# c\nA=1\nb.c : two \\\n   lines\nU=\\u20ac \u00e4\nEMPTY\n");
        migrated("a.properties");
        assertThat(value("A")).isEqualTo("1");
        assertThat(value("b.c")).isEqualTo("two lines");
        assertThat(value("U")).isEqualTo("\u20ac \u00e4");
        file("a.properties", "A=\\u12\n");
        assertThat(kist.failed(2, "migrate", "--env-file", "a.properties").err())
                .contains("escape");
    }

    @Test
    void kubernetesSecrets_areReadInYamlAndJson() throws IOException {
        file(
                "s.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: x
                  labels: {a: [b]}
                data:
                  A: b25l
                  B: dHdv
                stringData:
                  B: three
                """);
        migrated("s.yaml");
        assertThat(value("A")).isEqualTo("one");
        assertThat(value("B")).isEqualTo("three");
        file("s.json", "{\"kind\": \"Secret\", \"metadata\": {\"name\": \"x\"}, \"data\": {\"C\": \"Zm91cg==\"}}");
        migrated("s.json");
        assertThat(value("C")).isEqualTo("four");
        file("s.yaml", "kind: Secret\ndata:\n  A: /w==\n");
        assertThat(kist.failed(2, "migrate", "--env-file", "s.yaml").err()).contains("s.yaml:3: A: is binary");
        file("s.yaml", "kind: Secret\ndata:\n  A: AGE=\n");
        assertThat(kist.failed(2, "migrate", "--env-file", "s.yaml").err())
                .contains("s.yaml:3: A: is binary", "kist set --binary --file");
        file("s.yaml", "kind: Secret\ndata:\n  A: '***'\n");
        assertThat(kist.failed(2, "migrate", "--env-file", "s.yaml").err()).contains("A: is not Base64");
        // An alias, or a list, is no end of the mapping: what stands behind it would be lost.
        for (String text : new String[] {
            "kind: Secret\nx: &a y\nstringData:\n  A: b\n  *a : c\n  D: e\n",
            "kind: Secret\nstringData: [A, b]\n",
            "kind: Secret\nstringData: text\n",
            "kind: Secret\nx: &a {}\nstringData: *a\n",
            "kind: Secret\nx: &a y\n*a : c\nstringData: {A: b}\n"
        }) {
            file("s.yaml", text);
            assertThat(kist.failed(2, "migrate", "--env-file", "s.yaml").err())
                    .containsPattern("s.yaml:[0-9]: (has a key that is no text|stringData: holds no names)");
        }
        for (String text : new String[] {"A: \"\\x", "kind: Secret\nA: \"\\u12"}) {
            file("s.yaml", text);
            assertThat(kist.failed(2, "migrate", "--env-file", "s.yaml").err()).contains("not well-formed YAML");
        }
        file("s.yaml", "kind: Secret\ndata: null\nstringData:\n  E: five\n");
        migrated("s.yaml");
        assertThat(value("E")).isEqualTo("five");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.toml", "a.ini", "A.TOML", "a.conf"})
    void foreignFormats_areRefusedByName(String name) throws IOException {
        file(name, "[x]\nA = \"1\"\n");
        assertThat(kist.failed(2, "migrate", "--env-file", name).err()).contains(name, "format that is not read");
    }

    @Test
    void severalFiles_referToEarlierOnes() throws IOException {
        file("a.env", "HOST=h1\nPORT=1\n");
        file("a.local", "URL=http://${HOST}:${PORT}/\n");
        kist.done("migrate", "--env-file", "a.env", "--env-file", "a.local");
        assertThat(value("URL")).isEqualTo("http://h1:1/");
        kist.done("set", "HOST", "h2");
        assertThat(value("URL")).isEqualTo("http://h2:1/");
        // The other way round it is not known yet.
        assertThat(kist.failed(2, "migrate", "--env-file", "a.local", "--env-file", "a.env")
                        .err())
                .contains("UNDEFINED");
    }

    @Test
    void filesForAShell_haveADialect() throws IOException {
        file("a.sh", "VAR='I'\"'\"'m here'\nexport B='it'\\''s'\n");
        migrated("a.sh", "--dialect", "shell");
        assertThat(value("VAR")).isEqualTo("I'm here");
        assertThat(value("B")).isEqualTo("it's");
        assertThat(kist.failed(2, "migrate", "--env-file", "a.sh", "--dialect", "perl")
                        .err())
                .contains("shell", "systemd", "docker", "github-env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.env", "a.json", "a.yaml", "a.properties", "a.folder"})
    void whatAnotherToolHasToOpen_blocks(String name) throws IOException {
        String sealed = "ENC[AES256_GCM,data:hidden,iv:bb,tag:cc,type:str]";
        switch (name) {
            case "a.json" -> file(name, "{\"A\": \"" + sealed + "\"}");
            case "a.yaml" -> file(name, "A: \"" + sealed + "\"\n");
            case "a.folder" -> {
                Files.createDirectory(kist.folder().resolve(name));
                file(name + "/A", sealed);
            }
            default -> file(name, "A=" + sealed + "\n");
        }
        assertThat(kist.failed(2, "migrate", "--env-file", name).err())
                .contains("FOR_ANOTHER_TOOL", "let that tool open it first", "--accept FOR_ANOTHER_TOOL")
                .doesNotContain("hidden", "parsers read", "--dialect");
        migrated(name, "--accept", "FOR_ANOTHER_TOOL");
        assertThat(value("A")).isEqualTo(sealed);
    }

    @Test
    void whatIsNoUtf8_getsAHint() throws IOException {
        Files.write(kist.folder().resolve("latin1.env"), new byte[] {'C', '=', 'M', (byte) 0xFC, '\n'});
        Files.write(
                kist.folder().resolve("latin1.json"), new byte[] {'{', '"', 'C', '"', ':', '"', (byte) 0xFC, '"', '}'});
        Files.write(
                kist.folder().resolve("mixed.env"), new byte[] {'A', '=', '1', '\n', 'B', 0, '=', 0, '2', 0, '\n', 0});
        for (String name : new String[] {"latin1.env", "latin1.json", "mixed.env"}) {
            assertThat(kist.failed(2, "migrate", "--env-file", name).err()).contains("UTF-8");
        }
    }

    /** Values that parsers read differently in most spellings. */
    private void setHardValues() {
        kist.done("set", "PRICE=it's 5$", "PATTERN=^a$", "TEXT=cost ${PRICE} $5", "RUN=$(x) `y`", "PLAIN=a b#c");
        kist.done("set", "WORDS=say \"hi\", it's \\ here\\", "LINES=a\nb's\n");
    }

    @ParameterizedTest
    @CsvSource({
        "portable,kist,PRICE PATTERN RUN PLAIN LINES",
        "portable,,PRICE PATTERN RUN PLAIN LINES",
        "libraries,,PRICE PATTERN RUN PLAIN LINES",
        "ruby,kist,PRICE PATTERN TEXT RUN PLAIN LINES",
        "kist,kist,PRICE PATTERN TEXT RUN PLAIN LINES WORDS"
    })
    void whatExportWritesForAReader_isReadBack(String reader, @Nullable String dialect, String names) {
        setHardValues();
        String only = names.replace(' ', ',');
        kist.done("export", "--for", reader, "--only", only, "-o", "rt.env");
        List<String> migrate = new ArrayList<>(List.of("migrate", "rt.env", "-e", "second"));
        if (dialect != null) {
            migrate.addAll(List.of("--dialect", dialect));
        }

        kist.done(migrate.toArray(String[]::new));

        assertThat(kist.done("export", "--format", "json", "-e", "second").out())
                .isEqualTo(
                        kist.done("export", "--only", only, "--format", "json").out());
        assertThat(kist.done("list", "-e", "second", "--json").out()).doesNotContain("\"template\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=$NOPE", "A=\"x", "A=\"x\" y", "no assignment", "A=op://x/y"})
    void theDialectKist_stillStopsAtASlip(String line) throws IOException {
        file("slip.env", line + "\n");

        kist.failed(2, "migrate", "slip.env", "--dialect", "kist");
    }

    @Test
    void dockersReading_isNotOfferedForWhatIsQuoted() throws IOException {
        file("a.env", "A='${B}'\n");

        assertThat(kist.failed(2, "migrate", "a.env").err())
                .contains("--accept SQ_BRACES", "--dialect python")
                .doesNotContain("docker");
    }
}
