// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values with the spelling for each reader, null where there is none, as {@code spellings.jsonl} has them: value,
 * portable, node, python, ruby, dotenv-java.
 */
class SpellingTest {
    private static final List<Target> COLUMNS =
            List.of(Target.PORTABLE, Target.NODE, Target.PYTHON, Target.RUBY, Target.DOTENV_JAVA);

    @Test
    void of_everyRecordedValue_isTheRecordedSpelling() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (JsonArray row : rows()) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                compare(wrong, row.get(0).getAsString(), COLUMNS.get(i), text(row.get(i + 1)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void of_everySharedValue_isTheSharedSpelling() {
        assumeTrue(
                SharedCases.folder().isPresent(),
                "skipped: kist.dotenv.cases names no folder with roundtrip_cases.json");
        Map<String, Target> columns = Map.of(
                "bash", Target.SHELL,
                "dotenv-node", Target.NODE,
                "python-dotenv", Target.PYTHON,
                "ruby", Target.RUBY,
                "compose-go", Target.COMPOSE,
                "docker", Target.DOCKER,
                "systemd", Target.SYSTEMD,
                "dotenv-java", Target.DOTENV_JAVA);
        List<String> wrong = new ArrayList<>();
        for (JsonElement element : SharedCases.json("roundtrip_cases.json").getAsJsonArray()) {
            JsonObject each = element.getAsJsonObject();
            String value = each.get("value").getAsString();
            compare(wrong, value, Target.PORTABLE, text(each.get("portable")));
            columns.forEach((name, target) -> compare(
                    wrong, value, target, text(each.getAsJsonObject("dialects").get(name))));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PORTABLE", "LIBRARIES", "NODE", "PYTHON", "COMPOSE", "DOCKER", "KIST"})
    void write_forATarget_isReadBackByIt(Target target) throws Exception {
        List<Dialect> readers =
                switch (target) {
                    case PORTABLE, LIBRARIES -> List.of(Dialect.KIST, Dialect.NODE, Dialect.PYTHON, Dialect.COMPOSE);
                    default -> List.of(Dialect.valueOf(target.name()));
                };
        WriteOptions options = WriteOptions.of(ExportFormat.DOTENV).withTarget(target);
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonArray row : rows()) {
            String value = row.get(0).getAsString();
            if (DotenvWriter.refusals(Map.of("K", value), options).isEmpty()) {
                values.put(
                        "BEFORE_" + values.size(),
                        "neighbour \" of it".replace(target == Target.DOCKER ? "" : "\"", ""));
                values.put("K_" + values.size(), value);
            }
        }
        byte[] file = DotenvWriter.write(values, options).getBytes(StandardCharsets.UTF_8);
        for (Dialect reader : readers) {
            Map<String, String> read = new LinkedHashMap<>();
            DotenvFile.parse(file, DotenvOptions.of("f").withDialect(reader))
                    .effectiveEntries()
                    .forEach((key, entry) -> read.put(key, entry.value()));
            assertThat(read).as("read by %s", reader).isEqualTo(values);
        }
    }

    private static void compare(List<String> wrong, String value, Target target, @Nullable String want) {
        Spelling spelling = Spelling.of(value, target);
        String got = spelling.refusal() == null ? spelling.text() : null;
        if (!Objects.equals(got, want)) {
            wrong.add(target + " of <" + value + ">: want <" + want + ">, got <" + got + ">");
        }
    }

    private static @Nullable String text(JsonElement element) {
        return element.isJsonNull() ? null : element.getAsString();
    }

    private static List<JsonArray> rows() throws Exception {
        var stream = Objects.requireNonNull(SpellingTest.class.getResourceAsStream("spellings.jsonl"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonArray())
                    .toList();
        }
    }
}
