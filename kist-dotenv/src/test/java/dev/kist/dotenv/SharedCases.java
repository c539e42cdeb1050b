// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The large collection of cases with the answer of every parser, where it is at hand. */
final class SharedCases {
    private SharedCases() {}

    /** One case: its file, the environment that it was run in, and everything recorded about it. */
    static final class Case {
        final String id;
        final byte[] input;
        final Map<String, String> environment;
        private final JsonObject json;

        Case(String id, byte[] input, Map<String, String> environment, JsonObject json) {
            this.id = id;
            this.input = input;
            this.environment = environment;
            this.json = json;
        }

        JsonObject result(String parser) {
            return json.getAsJsonObject("results").getAsJsonObject(parser);
        }

        /** Whether all voters read the same. */
        boolean isUnanimous() {
            return json.get("status").getAsString().equals("all");
        }

        /** What most of them read, absent without a majority. */
        @Nullable
        JsonObject agreed() {
            JsonElement agreed = json.get("agreed");
            return agreed.isJsonObject() ? agreed.getAsJsonObject() : null;
        }
    }

    /** The folder with {@code cases.json}, {@code expected.json} and {@code roundtrip_cases.json}. */
    static Optional<Path> folder() {
        String named = System.getProperty("kist.dotenv.cases", System.getenv("KIST_DOTENV_CASES"));
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path sibling = up.resolveSibling("shared").resolve("dotenv");
            if (Files.isRegularFile(sibling.resolve("cases.json"))) {
                return Optional.of(sibling);
            }
        }
        return Optional.empty();
    }

    static JsonElement json(String file) {
        Path folder = folder().orElseThrow();
        try (var reader = Files.newBufferedReader(folder.resolve(file))) {
            return JsonParser.parseReader(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (JsonElement element : json("cases.json").getAsJsonObject().getAsJsonArray("cases")) {
            JsonObject json = element.getAsJsonObject();
            Map<String, String> environment = new HashMap<>();
            if (json.has("env")) {
                json.getAsJsonObject("env")
                        .asMap()
                        .forEach((name, value) -> environment.put(name, value.getAsString()));
            }
            cases.add(new Case(json.get("id").getAsString(), input(json), environment, json));
        }
        return cases;
    }

    private static byte[] input(JsonObject json) {
        if (json.has("input")) {
            return json.get("input").getAsString().getBytes(StandardCharsets.UTF_8);
        }
        if (json.has("inputBase64")) {
            return Base64.getDecoder().decode(json.get("inputBase64").getAsString());
        }
        StringBuilder text = new StringBuilder();
        for (JsonElement part : json.getAsJsonArray("inputGen")) {
            text.append(part.getAsJsonArray()
                    .get(0)
                    .getAsString()
                    .repeat(part.getAsJsonArray().get(1).getAsInt()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
