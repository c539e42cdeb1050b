// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.kist.Printable;
import java.time.Instant;
import java.util.Map;

/**
 * JSON as every command prints it: two blanks of indent, members in the order given, times as ISO 8601 in UTC. What a terminal
 * could act on, and what cannot be seen, is escaped.
 */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, (JsonSerializer<Instant>)
                    (instant, type, gson) -> new JsonPrimitive(instant.toString()))
            .create();

    private static final Gson ONE_LINE = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {}

    /** The same for an object of text alone, in one line. */
    public static String line(Map<String, String> object) {
        return Printable.escaped(ONE_LINE.toJson(object, Map.class));
    }

    /** The text for maps, lists, strings, numbers, booleans and times. */
    public static String of(Object data) {
        return Printable.escaped(GSON.toJson(data, data instanceof Map ? Map.class : data.getClass()));
    }
}
