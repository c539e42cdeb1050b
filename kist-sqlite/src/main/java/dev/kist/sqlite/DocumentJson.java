// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document ({@link DocumentFields}) as JSON, and back. What JSON has no type for is written as MongoDB
 * writes it: {@code {"$oid": "..."}}, {@code {"$date": milliseconds}}, {@code {"$numberLong": "..."}}, {@code
 * {"$numberDouble": "..."}}.
 */
final class DocumentJson {
    private static final String OID = "$oid";
    private static final String DATE = "$date";
    private static final String LONG = "$numberLong";
    private static final String DOUBLE = "$numberDouble";

    private DocumentJson() {}

    /** The JSON of a document. */
    static String write(Map<String, ?> fields) {
        return toText(fields);
    }

    /** The JSON of a list of texts. */
    static String list(List<String> texts) {
        return toText(texts);
    }

    private static String toText(Object value) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            writeValue(json, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void writeValue(JsonWriter json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.nullValue();
        } else if (value instanceof String text) {
            json.value(text);
        } else if (value instanceof Integer number) {
            json.value(number);
        } else if (value instanceof Boolean flag) {
            json.value(flag);
        } else if (value instanceof Instant date) {
            json.beginObject().name(DATE).value(date.toEpochMilli()).endObject();
        } else if (value instanceof DocumentId id) {
            json.beginObject().name(OID).value(id.hex()).endObject();
        } else if (value instanceof Long number) {
            json.beginObject().name(LONG).value(number.toString()).endObject();
        } else if (value instanceof Double number) {
            json.beginObject().name(DOUBLE).value(number.toString()).endObject();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.name((String) entry.getKey());
                writeValue(json, entry.getValue());
            }
            json.endObject();
        } else if (value instanceof List<?> list) {
            json.beginArray();
            for (Object element : list) {
                writeValue(json, element);
            }
            json.endArray();
        } else {
            throw new IllegalArgumentException("a document cannot hold a " + value.getClass());
        }
    }

    /**
     * Reads what {@link #write} gives.
     *
     * @throws IllegalArgumentException if it is not the JSON of an object
     */
    static Map<String, @Nullable Object> read(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            return readObject(json);
        } catch (IOException | IllegalStateException e) {
            // Gson's message may quote what it read.
            throw new IllegalArgumentException("not the JSON of a document");
        }
    }

    private static Map<String, @Nullable Object> readObject(JsonReader json) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            fields.put(name, readValue(json));
        }
        json.endObject();
        return fields;
    }

    private static @Nullable Object readValue(JsonReader json) throws IOException {
        JsonToken token = json.peek();
        switch (token) {
            case NULL -> {
                json.nextNull();
                return null;
            }
            case STRING -> {
                return json.nextString();
            }
            case BOOLEAN -> {
                return json.nextBoolean();
            }
            case NUMBER -> {
                return number(json.nextString());
            }
            case BEGIN_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    list.add(readValue(json));
                }
                json.endArray();
                return list;
            }
            case BEGIN_OBJECT -> {
                return typed(readObject(json));
            }
            default -> throw new IllegalStateException("unexpected " + token);
        }
    }

    private static Object number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number == (int) number) {
                return (int) number;
            }
            return number;
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }

    /** The value that an object with one {@code $} field stands for; any other object is a document within the document. */
    private static Object typed(Map<String, @Nullable Object> object) {
        if (object.size() != 1) {
            return object;
        }
        Map.Entry<String, @Nullable Object> only = object.entrySet().iterator().next();
        try {
            if (only.getValue() instanceof String text) {
                return switch (only.getKey()) {
                    case OID -> new DocumentId(text);
                    case LONG -> Long.valueOf(text);
                    case DOUBLE -> Double.valueOf(text);
                    default -> object;
                };
            }
            if (only.getKey().equals(DATE) && only.getValue() instanceof Number milliseconds) {
                return Instant.ofEpochMilli(milliseconds.longValue());
            }
        } catch (IllegalArgumentException e) {
            return object;
        }
        return object;
    }
}
