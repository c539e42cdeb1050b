// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.kist.InvalidInputException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON (RFC 8259). Immutable; numbers keep the digits that they were written with. */
sealed interface JsonValue {
    /** An object, with its members in their order; of several by one name the last. */
    record Members(Map<String, JsonValue> byName) implements JsonValue {
        public Members {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }
    }

    /** An array. */
    record Elements(List<JsonValue> all) implements JsonValue {
        public Elements {
            all = List.copyOf(all);
        }
    }

    /** A string. */
    record Text(String text) implements JsonValue {}

    /** A number. */
    record Digits(String digits) implements JsonValue {}

    /** What stands for itself. */
    enum Word implements JsonValue {
        /** True. */
        TRUE,
        /** False. */
        FALSE,
        /** Null. */
        NULL
    }

    /** A number. */
    static JsonValue of(long number) {
        return new Digits(Long.toString(number));
    }

    /** A string. */
    static JsonValue of(String text) {
        return new Text(text);
    }

    /**
     * Reads a text that is one value and nothing else, by RFC 8259 to the letter.
     *
     * @throws IOException if it is not; its message may show a piece of the text
     */
    static JsonValue parse(String json) throws IOException {
        try (JsonParser parser = Jackson.factory().createParser(json)) {
            parser.nextToken();
            JsonValue value = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON");
            }
            return value;
        }
    }

    private static JsonValue read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser));
            }
            return new Members(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return new Elements(elements);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new Text(parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new Digits(parser.getText());
        }
        if (token == JsonToken.VALUE_TRUE) {
            return Word.TRUE;
        }
        if (token == JsonToken.VALUE_FALSE) {
            return Word.FALSE;
        }
        if (token == JsonToken.VALUE_NULL) {
            return Word.NULL;
        }
        throw new IOException("no JSON");
    }

    /** As compact JSON. */
    default String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = Jackson.factory().createGenerator(json)) {
            write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    private void write(JsonGenerator generator) throws IOException {
        if (this instanceof Members members) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonValue> member : members.byName().entrySet()) {
                generator.writeFieldName(member.getKey());
                member.getValue().write(generator);
            }
            generator.writeEndObject();
        } else if (this instanceof Elements elements) {
            generator.writeStartArray();
            for (JsonValue element : elements.all()) {
                element.write(generator);
            }
            generator.writeEndArray();
        } else if (this instanceof Text text) {
            generator.writeString(text.text());
        } else if (this instanceof Digits number) {
            generator.writeNumber(number.digits());
        } else if (this == Word.NULL) {
            generator.writeNull();
        } else {
            generator.writeBoolean(this == Word.TRUE);
        }
    }

    /** Jackson, set up when it is first needed. */
    final class Jackson {
        private static final int MAX_DEPTH = 255;

        private Jackson() {}

        private static final class Made {
            private static final JsonFactory FACTORY = JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build();
        }

        /**
         * The factory.
         *
         * @throws InvalidInputException if the program has brought a Jackson that lacks what is needed
         */
        private static JsonFactory factory() {
            try {
                return Made.FACTORY;
            } catch (LinkageError e) {
                throw new InvalidInputException(
                        "Jackson on the class path is too old for Kist: " + e.getMessage(),
                        "have com.fasterxml.jackson.core:jackson-core in version 2.15 or newer;"
                                + " mvn dependency:tree shows what asks for another");
            }
        }
    }
}
