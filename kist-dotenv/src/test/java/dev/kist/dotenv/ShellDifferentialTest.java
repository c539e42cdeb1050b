package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dialect of the shells against real ones, on the recorded cases and on files put together at random. Only what the dialect
 * reads is given to a shell: that it reads it means that nothing there is run. More files: {@code -Dkist.dotenv.files=100000}.
 */
class ShellDifferentialTest {
    private static final Path HOME = Path.of("target", "shells").toAbsolutePath();
    private static final Set<String> NAMES = Set.of("A", "B", "C_1");
    private static final String[] PARTS = {
        "A=",
        "B=",
        "C_1=",
        "export A=",
        "export B=",
        "declare -x A=",
        "\n",
        "\n",
        "\n",
        ";",
        " ",
        "\t",
        "#",
        " # c",
        "'",
        "'",
        "\"",
        "\"",
        "$'",
        "\\",
        "\\",
        "\\n",
        "\\'",
        "\\\"",
        "\\x41",
        "\\101",
        "\\u00e9",
        "\\\n",
        "$",
        "$A",
        "$B",
        "${A}",
        "${A:-",
        "${B:+",
        "${C_1-",
        "\"${A:-",
        "}",
        "}",
        "{",
        "a",
        "b",
        "x y",
        "é",
        "😀",
        "~",
        ":",
        "/",
        "=",
        ",",
        "*",
        "[",
        "]",
        "%",
        "!",
        "^",
        "@",
        "0",
        "unset A",
        "A",
        "export",
        "set -a"
    };

    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash"})
    void shell_onWhatIsRead_setsTheSame(String shell) throws Exception {
        assumeTrue(Processes.works(shell, "-c", "env -0"), "skipped: no " + shell + " and env -0 here");
        List<String> texts = new ArrayList<>();
        List<Map<String, String>> wanted = new ArrayList<>();
        for (byte[] content : files()) {
            String text = new String(content, StandardCharsets.UTF_8);
            // dash does not know $'...'; declare is not in it either.
            if (shell.equals("dash") && (text.contains("$'") || text.contains("declare") || text.contains("typeset"))) {
                continue;
            }
            try {
                DotenvFile file = DotenvFile.parse(
                        content,
                        DotenvOptions.of("f")
                                .withDialect(Dialect.SHELL)
                                .withEnvironment(Map.of("HOME", "/home/me")::get));
                if (file.warnings().stream().noneMatch(warning -> warning.code() == WarningCode.BOM)) {
                    wanted.add(values(file));
                    texts.add(text);
                }
            } catch (DotenvException e) {
                assertThat(e.fileName()).isEqualTo("f");
            }
        }
        List<Map<String, String>> got = run(shell, texts);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < texts.size() && wrong.size() < 10; i++) {
            if (!got.get(i).equals(wanted.get(i))) {
                wrong.add("\n" + new JsonPrimitive(texts.get(i)) + "\n  want " + got.get(i) + "\n  got  "
                        + wanted.get(i));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(texts).hasSizeGreaterThan(500);
    }

    private static List<byte[]> files() throws Exception {
        List<byte[]> files = new ArrayList<>();
        CasesTest.cases().forEach(each -> files.add(CasesTest.content(each)));
        Random random = new Random(Long.getLong("kist.dotenv.seed", 1));
        for (int i = 0; i < Integer.getInteger("kist.dotenv.files", 6000); i++) {
            StringBuilder text = new StringBuilder(PARTS[random.nextInt(6)]);
            for (int parts = random.nextInt(9); parts >= 0; parts--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            files.add(text.append(random.nextBoolean() ? "\n" : "").toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static Map<String, String> values(DotenvFile file) {
        Map<String, String> values = new TreeMap<>();
        file.effectiveEntries().forEach((key, entry) -> {
            if (NAMES.contains(key)) {
                values.put(key, entry.value());
            }
        });
        return values;
    }

    private static List<Map<String, String>> run(String shell, List<String> texts) throws Exception {
        Path folder = Files.createDirectories(HOME.resolve(shell));
        for (int i = 0; i < texts.size(); i++) {
            Files.writeString(folder.resolve(i + ".env"), texts.get(i));
        }
        String script = "i=0; while [ $i -lt " + texts.size()
                + " ]; do (set -a; . ./$i.env >/dev/null 2>&1; exec env -0) >$i.out; i=$((i+1)); done";
        Path home = Files.createDirectories(HOME);
        Processes.output(
                folder,
                Files.writeString(home.resolve("empty"), ""),
                List.of(
                        "env",
                        "-i",
                        "PATH=" + System.getenv("PATH"),
                        "HOME=/home/me",
                        "LC_ALL=C.UTF-8",
                        shell,
                        "-c",
                        script));
        List<Map<String, String>> results = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, String> values = new TreeMap<>();
            for (String entry : Files.readString(folder.resolve(i + ".out")).split("\0", -1)) {
                int separator = entry.indexOf('=');
                if (separator > 0 && NAMES.contains(entry.substring(0, separator))) {
                    values.put(entry.substring(0, separator), entry.substring(separator + 1));
                }
            }
            results.add(values);
        }
        return results;
    }
}
