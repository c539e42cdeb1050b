package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is written is read back as it was, by the reader of each format. */
class WriterPropertyTest {
    @Property(tries = 1500)
    void dotenv_isReadBackByKistAndTheDialects(@ForAll("values") Map<String, String> values) {
        Map<String, String> writable = writable(values, WriteOptions.of(ExportFormat.DOTENV));
        byte[] file = write(writable, ExportFormat.DOTENV).getBytes(StandardCharsets.UTF_8);

        for (Dialect dialect : List.of(Dialect.KIST, Dialect.NODE, Dialect.PYTHON, Dialect.COMPOSE)) {
            assertThat(read(file, dialect)).as("%s", dialect).isEqualTo(writable);
        }
    }

    @Property(tries = 1500)
    void dotenvForOneReader_isReadBackByIt(@ForAll("values") Map<String, String> values) {
        for (Target target : Target.values()) {
            requireReadBack(values, WriteOptions.of(ExportFormat.DOTENV).withTarget(target));
        }
    }

    @Property(tries = 1500)
    void linesForShellsDockerAndGithub_areReadBackByTheirDialects(@ForAll("values") Map<String, String> values) {
        for (ExportFormat format : List.of(ExportFormat.SHELL, ExportFormat.DOCKER, ExportFormat.GITHUB_ENV)) {
            requireReadBack(values, WriteOptions.of(format));
        }
    }

    private static void requireReadBack(Map<String, String> values, WriteOptions options) {
        Map<String, String> writable = writable(values, options);
        byte[] file = DotenvWriter.write(writable, options).getBytes(StandardCharsets.UTF_8);

        assertThat(read(file, options.dialect().orElseThrow()))
                .as("%s for %s", options.format(), options.target())
                .isEqualTo(writable);
    }

    @Property(tries = 1000)
    void json_isReadBackByGson(@ForAll("values") Map<String, String> values) {
        Map<String, String> read = new LinkedHashMap<>();
        JsonParser.parseString(write(values, ExportFormat.JSON))
                .getAsJsonObject()
                .asMap()
                .forEach((key, value) -> read.put(key, value.getAsString()));

        assertThat(read).isEqualTo(values);
    }

    @Property(tries = 1000)
    void yaml_isReadBackBySnakeYaml(@ForAll("values") Map<String, String> values) {
        assertThat(yaml(write(values, ExportFormat.YAML))).isEqualTo(values);
    }

    @Property(tries = 1000)
    void properties_areReadBackByJava(@ForAll("values") Map<String, String> values) throws Exception {
        Properties read = new Properties();
        read.load(
                new ByteArrayInputStream(write(values, ExportFormat.PROPERTIES).getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(read).isEqualTo(values);
    }

    @Property(tries = 1000)
    void kubernetesSecret_holdsTheBytes(@ForAll("values") Map<String, String> values) {
        Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(
                yaml(write(values, ExportFormat.K8S_SECRET)).get("data"));
        Map<Object, String> read = new LinkedHashMap<>();
        data.forEach((key, value) ->
                read.put(key, new String(Base64.getDecoder().decode((String) value), StandardCharsets.UTF_8)));

        assertThat(read).isEqualTo(values);
    }

    @Property(tries = 1000)
    void githubEnv_isReadBackLineByLine(@ForAll("values") Map<String, String> values) {
        Map<String, String> writable = writable(values, WriteOptions.of(ExportFormat.GITHUB_ENV));

        assertThat(githubEnv(write(writable, ExportFormat.GITHUB_ENV))).isEqualTo(writable);
    }

    /** A file of many values is evaluated by the shell, which then starts a program that shows its environment. */
    @Property(tries = 20)
    void shell_isReadBackByRealShells(@ForAll("manyValues") Map<String, String> values) throws Exception {
        assumeTrue(Processes.works("sh", "-c", "env -0"), "skipped: no sh and env here");
        Path file = Files.createTempFile("kist", ".sh");
        Files.writeString(file, write(values, ExportFormat.SHELL));
        for (String shell : List.of("dash", "bash", "zsh", "sh")) {
            if (Processes.works(shell, "-c", "true")) {
                List<String> command = List.of(shell, "-c", "eval \"$(cat '" + file + "')\" && exec env -0");
                Map<String, String> environment = new LinkedHashMap<>();
                for (String entry :
                        Processes.output(Path.of("target"), file, command).split("\0", -1)) {
                    int separator = entry.indexOf('=');
                    if (separator > 0) {
                        environment.put(entry.substring(0, separator), entry.substring(separator + 1));
                    }
                }
                assertThat(environment).as("%s", shell).containsAllEntriesOf(values);
            }
        }
        Files.delete(file);
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        return maps(1, 6);
    }

    @Provide
    Arbitrary<Map<String, String>> manyValues() {
        return maps(50, 100);
    }

    private static Arbitrary<Map<String, String>> maps(int atLeast, int atMost) {
        Arbitrary<String> special = Arbitraries.of(Arrays.asList(
                        "'",
                        "\"",
                        "`",
                        "\\",
                        "$",
                        "{",
                        "}",
                        "(",
                        ")",
                        "#",
                        " ",
                        "\t",
                        "\n",
                        "\r",
                        "=",
                        ":",
                        "a",
                        "n",
                        "r",
                        "t",
                        "A_1",
                        "${A_1}",
                        "$(touch canary)",
                        "\\n",
                        "\\r",
                        "!",
                        "~",
                        "*",
                        "-",
                        "é",
                        "😀",
                        "\u2028",
                        "\u00a0",
                        "\u0085",
                        "\uFEFF",
                        "\u0001",
                        "\u007f",
                        ";",
                        "&",
                        "|",
                        "<",
                        ">",
                        "0",
                        "<<",
                        "export ",
                        "\n# ",
                        "null"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        Arbitrary<String> any =
                Arbitraries.strings().excludeChars('\0').ofMaxLength(20).filter(WriterPropertyTest::isText);
        return Arbitraries.maps(
                        Arbitraries.strings()
                                .withCharRange('A', 'C')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(6)
                                .map(s -> "K_" + s),
                        Arbitraries.frequencyOf(Tuple.of(4, special), Tuple.of(1, any)))
                .ofMinSize(atLeast)
                .ofMaxSize(atMost);
    }

    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Map<String, String> writable(Map<String, String> values, WriteOptions options) {
        Map<String, String> writable = new LinkedHashMap<>(values);
        DotenvWriter.refusals(values, options).forEach(refusal -> writable.remove(refusal.key()));
        return writable;
    }

    private static String write(Map<String, String> values, ExportFormat format) {
        return DotenvWriter.write(values, WriteOptions.of(format));
    }

    private static Map<String, String> read(byte[] file, Dialect dialect) {
        Map<String, String> read = new LinkedHashMap<>();
        DotenvFile.parse(file, DotenvOptions.of("f").withDialect(dialect))
                .effectiveEntries()
                .forEach((key, entry) -> read.put(key, entry.value()));
        return read;
    }

    private static Map<?, ?> yaml(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /** As the runner reads it: a name, {@code <<}, a delimiter, and all lines before the one that is the delimiter. */
    private static Map<String, String> githubEnv(String text) {
        Map<String, String> read = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            String[] head = text.substring(at, lineEnd).split("<<", 2);
            int from = lineEnd + 1;
            int to = from;
            int line = from;
            while (true) {
                int end = text.indexOf('\n', line);
                if (text.substring(line, end).equals(head[1])) {
                    at = end + 1;
                    break;
                }
                to = end;
                line = end + 1;
            }
            read.put(head[0], text.substring(from, to));
        }
        return read;
    }
}
