// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The dialects against the parsers themselves, on the recorded cases and on generated files. More and other files: {@code
 * -Dkist.dotenv.files=100000 -Dkist.dotenv.seed=7}.
 */
class DifferentialTest {
    @Test
    void node_onCasesAndGeneratedFiles_readsAsNodeDotenv() throws Exception {
        Optional<RealParser> parser = RealParser.node();
        assumeTrue(parser.isPresent(), "skipped: node and npm are not here, or dotenv cannot be installed");
        compare(parser.orElseThrow());
    }

    @Test
    void python_onCasesAndGeneratedFiles_readsAsPythonDotenv() throws Exception {
        Optional<RealParser> parser = RealParser.python();
        assumeTrue(parser.isPresent(), "skipped: python3 is not here, or python-dotenv cannot be installed");
        compare(parser.orElseThrow());
    }

    private static void compare(RealParser parser) throws Exception {
        List<byte[]> files = new ArrayList<>();
        CasesTest.cases().forEach(each -> files.add(CasesTest.content(each)));
        files.addAll(
                GeneratedFiles.of(Long.getLong("kist.dotenv.seed", 1), Integer.getInteger("kist.dotenv.files", 2000)));
        List<JsonElement> results = parser.read(files);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            JsonElement want = sorted(results.get(i));
            JsonElement got = read(files.get(i), parser.dialect);
            if (!got.equals(want) && wrong.size() < 10) {
                wrong.add("\n" + new JsonPrimitive(new String(files.get(i), StandardCharsets.UTF_8)) + "\n  want "
                        + want + "\n  got  " + got);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(results).hasSameSizeAs(files);
    }

    private static JsonElement read(byte[] content, Dialect dialect) {
        try {
            Map<String, String> values = new TreeMap<>();
            DotenvFile.parse(content, DotenvOptions.of("f").withDialect(dialect))
                    .effectiveEntries()
                    .forEach((key, entry) -> values.put(key, entry.value()));
            JsonObject json = new JsonObject();
            values.forEach(json::addProperty);
            return json;
        } catch (DotenvException e) {
            return new JsonPrimitive("refused");
        }
    }

    private static JsonElement sorted(JsonElement result) {
        if (!result.isJsonObject()) {
            return result;
        }
        JsonObject json = new JsonObject();
        new TreeMap<>(result.getAsJsonObject().asMap()).forEach(json::add);
        return json;
    }
}
