// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The golden vectors in {@code testvectors/}, which {@code testvectors/README.md} describes. */
public final class Vectors {
    private Vectors() {}

    /** A file of the folder. */
    public static JsonObject read(String file) {
        try {
            return JsonParser.parseString(Files.readString(folder().resolve(file)))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of an array of a file. */
    public static Stream<JsonObject> entries(JsonObject file, String array) {
        return StreamSupport.stream(file.getAsJsonArray(array).spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    /** A document in MongoDB Extended JSON as fields of the types in {@link DocumentFields}. */
    public static Map<String, Object> fields(JsonObject document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        document.entrySet().forEach(entry -> fields.put(entry.getKey(), value(entry.getValue())));
        return fields;
    }

    private static @Nullable Object value(JsonElement element) {
        if (element.isJsonNull()) {
            return null;
        }
        if (element instanceof JsonArray array) {
            List<Object> list = new ArrayList<>();
            array.forEach(item -> list.add(value(item)));
            return list;
        }
        if (element instanceof JsonPrimitive primitive) {
            return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
        }
        JsonObject object = element.getAsJsonObject();
        String first = object.keySet().stream().findFirst().orElse("");
        return switch (first) {
            case "$oid" -> new DocumentId(object.get(first).getAsString());
            case "$date" ->
                Instant.ofEpochMilli(
                        object.getAsJsonObject(first).get("$numberLong").getAsLong());
            case "$numberInt" -> Integer.valueOf(object.get(first).getAsString());
            case "$numberLong" -> Long.valueOf(object.get(first).getAsString());
            case "$numberDouble" -> Double.valueOf(object.get(first).getAsString());
            case "$binary" -> object;
            default -> fields(object);
        };
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests inside the project");
            }
        }
        return folder.resolve("testvectors");
    }
}
