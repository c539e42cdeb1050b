package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of the shared collection, against the answers recorded there. */
class SharedCasesTest {
    /** What is warned of in the shells' dialect where a shell itself would go on without a value. */
    private static final Set<WarningCode> LENIENT = Set.of(WarningCode.BOM, WarningCode.ODD_KEY);

    /** Codes that the collection does not know. */
    private static final Set<WarningCode> OWN = Set.of(
            WarningCode.FOR_ANOTHER_TOOL,
            WarningCode.GIT_CONFLICT,
            WarningCode.INVISIBLE_CHARACTER,
            WarningCode.TYPOGRAPHIC_QUOTE,
            WarningCode.LONE_BACKTICK,
            WarningCode.BRACE_IN_DEFAULT);

    private static List<SharedCases.Case> cases = List.of();

    @BeforeAll
    static void load() {
        assumeTrue(SharedCases.folder().isPresent(), "skipped: kist.dotenv.cases names no folder with cases.json");
        cases = SharedCases.all();
    }

    @Test
    void kist_onEveryCase_givesTheExpectedValuesAndWarnings() throws Exception {
        JsonObject expected = SharedCases.json("expected.json").getAsJsonObject();
        List<String> wrong = new ArrayList<>();
        for (SharedCases.Case each : cases) {
            JsonObject json = expected.getAsJsonObject(each.id);
            String want = json.has("error") ? "refused" : normal(json.getAsJsonObject("values")) + " " + warnings(json);
            String got;
            try {
                DotenvFile file = read(each, Dialect.KIST);
                got = values(file) + " " + warnings(file);
            } catch (DotenvException e) {
                got = "refused";
            }
            compare(wrong, each, want, got);
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(600);
    }

    @Test
    void kist_whereTheParsersDisagree_warns() throws Exception {
        List<String> silent = new ArrayList<>();
        for (SharedCases.Case each : cases) {
            // Which of file and environment wins is the one thing that a reader of files alone cannot tell.
            boolean ofTheEnvironment = !each.environment.isEmpty()
                    && !each.result("bash").toString().contains("$");
            if (each.isUnanimous() || ofTheEnvironment) {
                continue;
            }
            try {
                if (read(each, Dialect.KIST).warnings().isEmpty()) {
                    silent.add(each.id);
                }
            } catch (DotenvException e) {
                assertThat(e).hasMessageStartingWith(".env:");
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void kist_whereItDiffersFromTheMajority_blocks() throws Exception {
        List<String> silent = new ArrayList<>();
        for (SharedCases.Case each : cases) {
            if (each.agreed() == null) {
                continue;
            }
            try {
                DotenvFile file = read(each, Dialect.KIST);
                if (!values(file).equals(normal(each.agreed()))
                        && file.blockers(Set.of()).isEmpty()) {
                    silent.add(each.id);
                }
            } catch (DotenvException e) {
                assertThat(e.why()).containsAnyOf("NUL byte", "UTF-16 without a byte order mark");
            }
        }
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NODE,dotenv-node",
        "PYTHON,python-dotenv",
        "COMPOSE,compose-go",
        "DOCKER,docker",
        "SYSTEMD,systemd",
        "DOTENV_JAVA,dotenv-java"
    })
    void dialect_onEveryCase_readsAsItsParser(Dialect dialect, String parser) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (SharedCases.Case each : cases) {
            JsonObject result = each.result(parser);
            JsonObject want = result.has("values") ? normal(result.getAsJsonObject("values")) : new JsonObject();
            String wanted = result.has("error") ? "refused" : want.toString();
            String got;
            try {
                got = values(read(each, dialect)).toString();
            } catch (DotenvException e) {
                got = "refused";
            }
            if (!cannotBeText(result)) {
                compare(wrong, each, wanted, got);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Where it reads at all, it reads as bash does, but for what it says: a byte order mark, and variables of the shell. */
    @Test
    void shell_onEveryCase_refusesOrReadsAsTheShells() throws Exception {
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (SharedCases.Case each : cases) {
            JsonObject bash = each.result("bash");
            JsonObject want = bash.has("values") ? normal(bash.getAsJsonObject("values")) : new JsonObject();
            each.environment.putIfAbsent("HOME", "/nonexistent");
            try {
                DotenvFile file = read(each, Dialect.SHELL);
                read++;
                if (file.warnings().stream().noneMatch(warning -> LENIENT.contains(warning.code()))) {
                    compare(wrong, each, want.toString(), values(file).toString());
                }
            } catch (DotenvException e) {
                assertThat(e).hasMessageStartingWith(".env:");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(250);
    }

    private static DotenvFile read(SharedCases.Case each, Dialect dialect) {
        DotenvOptions options = DotenvOptions.of(".env").withDialect(dialect).withEnvironment(each.environment::get);
        return DotenvFile.parse(each.input, options);
    }

    /** compose keeps bytes that are no UTF-8, which no Java string can hold. */
    private static boolean cannotBeText(JsonObject result) {
        return result.toString().contains("\"base64\"");
    }

    private static void compare(List<String> wrong, SharedCases.Case each, String want, String got) {
        if (!got.equals(want)) {
            int at = 0;
            while (at < Math.min(want.length(), got.length()) && want.charAt(at) == got.charAt(at)) {
                at++;
            }
            int from = Math.max(0, at - 40);
            wrong.add("\n" + each.id + "\n  want " + abbreviated(want.substring(from)) + "\n  got  "
                    + abbreviated(got.substring(from)));
        }
    }

    private static String abbreviated(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    private static List<String> warnings(JsonObject expected) {
        List<String> warnings = new ArrayList<>();
        for (JsonElement warning : expected.getAsJsonArray("warnings")) {
            String code = warning.getAsJsonArray().get(1).getAsString();
            warnings.add(warning.getAsJsonArray().get(0).getAsInt() + " " + code);
        }
        return warnings;
    }

    /** By line and code, once each; the collection records the first 40. */
    private static List<String> warnings(DotenvFile file) {
        return file.warnings().stream()
                .filter(warning -> !OWN.contains(warning.code()))
                .sorted(Comparator.comparing(DotenvWarning::line)
                        .thenComparing(warning -> warning.code().name()))
                .map(warning -> warning.line() + " " + warning.code())
                .distinct()
                .limit(40)
                .toList();
    }

    private static JsonObject values(DotenvFile file) throws Exception {
        TreeMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, DotenvEntry> entry : file.effectiveEntries().entrySet()) {
            sorted.put(shortKey(entry.getKey()), shortValue(entry.getValue().value()));
        }
        JsonObject json = new JsonObject();
        sorted.forEach(json::addProperty);
        return json;
    }

    /** Sorted, without keys that have no value, long values as their hash. */
    private static JsonObject normal(JsonObject values) {
        TreeMap<String, String> sorted = new TreeMap<>();
        values.asMap().forEach((key, value) -> {
            if (value.isJsonObject() && value.getAsJsonObject().has("sha256")) {
                sorted.put(
                        key, "sha256:" + value.getAsJsonObject().get("sha256").getAsString());
            } else if (value.isJsonPrimitive()) {
                sorted.put(key, value.getAsString());
            }
        });
        JsonObject json = new JsonObject();
        sorted.forEach(json::addProperty);
        return json;
    }

    private static String shortValue(String value) throws Exception {
        return value.length() > 20_000 ? "sha256:" + sha256(value) : value;
    }

    private static String shortKey(String key) throws Exception {
        return key.length() > 20_000 ? "sha256:" + sha256(key) : key;
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }
}
