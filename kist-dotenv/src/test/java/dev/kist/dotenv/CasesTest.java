package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The cases in {@code cases.jsonl}: a file and what each parser makes of it, {@code "refused"} where it reads nothing. A
 * dialect that is not named reads as Kist does. {@code warnings} are line and code of what Kist says about it.
 */
class CasesTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GITHUB_ENV")
    void parse_ofEveryCase_readsAsRecorded(Dialect dialect) throws Exception {
        List<String> wrong = new ArrayList<>();
        List<JsonObject> cases = cases();
        for (JsonObject each : cases) {
            JsonElement want = each.get(dialect.name().toLowerCase(Locale.ROOT));
            if (want == null) {
                want = each.get("kist");
            }
            String wanted = want.isJsonObject() ? want.toString() : "refused";
            String got = read(each, dialect);
            if (!got.equals(wanted)) {
                wrong.add(each.get("id").getAsString() + ": want " + wanted + ", got " + got);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @EnumSource(names = "KIST")
    void parse_ofEveryCase_warnsAsRecorded(Dialect kist) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (JsonObject each : cases()) {
            List<String> want = new ArrayList<>();
            if (each.has("warnings")) {
                each.getAsJsonArray("warnings").forEach(warning -> want.add(warning.getAsString()));
            }
            List<String> got = List.of();
            try {
                got = warnings(parse(each, kist));
            } catch (DotenvException e) {
                assertThat(each.get("kist").isJsonObject()).isFalse();
            }
            if (!got.equals(want)) {
                wrong.add(each.get("id").getAsString() + ": want " + want + ", got " + got);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String read(JsonObject each, Dialect dialect) {
        try {
            Map<String, String> values = new TreeMap<>();
            parse(each, dialect).effectiveEntries().forEach((key, entry) -> values.put(key, entry.value()));
            JsonObject json = new JsonObject();
            values.forEach(json::addProperty);
            return json.toString();
        } catch (DotenvException e) {
            return "refused";
        }
    }

    private static DotenvFile parse(JsonObject each, Dialect dialect) {
        DotenvOptions options = DotenvOptions.of(".env").withDialect(dialect).withEnvironment(name -> {
            JsonObject environment = each.getAsJsonObject("environment");
            return environment == null || !environment.has(name)
                    ? null
                    : environment.get(name).getAsString();
        });
        return DotenvFile.parse(content(each), options);
    }

    private static List<String> warnings(DotenvFile file) {
        return file.warnings().stream()
                .sorted(Comparator.comparing(DotenvWarning::line)
                        .thenComparing(warning -> warning.code().name()))
                .map(warning -> warning.line() + " " + warning.code())
                .distinct()
                .toList();
    }

    static byte[] content(JsonObject each) {
        return each.has("base64")
                ? Base64.getDecoder().decode(each.get("base64").getAsString())
                : each.get("file").getAsString().getBytes(StandardCharsets.UTF_8);
    }

    static List<JsonObject> cases() throws Exception {
        var stream = Objects.requireNonNull(CasesTest.class.getResourceAsStream("cases.jsonl"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .toList();
        }
    }
}
