package dev.kist.internal.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Members of a JSON object in their order, such as the details of an event. Immutable; nothing in them is secret. */
public final class JsonMembers {
    /** None. */
    public static final JsonMembers NONE = new JsonMembers(new JsonObject());

    private final JsonObject members;

    private JsonMembers(JsonObject members) {
        this.members = members;
    }

    static JsonMembers of(JsonObject object) {
        return new JsonMembers(object.deepCopy());
    }

    /** All of {@code object} but what is known by {@code names}. */
    static JsonMembers besides(JsonObject object, Collection<String> names) {
        JsonObject rest = object.deepCopy();
        names.forEach(rest::remove);
        return new JsonMembers(rest);
    }

    /** These and a text. */
    public JsonMembers with(String name, String value) {
        JsonObject more = members.deepCopy();
        more.addProperty(name, value);
        return new JsonMembers(more);
    }

    /** These and a number. */
    public JsonMembers with(String name, long value) {
        JsonObject more = members.deepCopy();
        more.addProperty(name, value);
        return new JsonMembers(more);
    }

    /** These and a list of numbers. */
    public JsonMembers with(String name, Collection<Long> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        JsonObject more = members.deepCopy();
        more.add(name, array);
        return new JsonMembers(more);
    }

    /** All of them for people, in their order: lists of numbers with commas, what has another shape as JSON. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members.entrySet().forEach(member -> texts.put(member.getKey(), shown(member.getValue())));
        return Collections.unmodifiableMap(texts);
    }

    private static String shown(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString();
        }
        boolean isFlat = value.isJsonArray()
                && StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                        .allMatch(JsonElement::isJsonPrimitive);
        return isFlat
                ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    JsonObject toJson() {
        return members.deepCopy();
    }

    void addTo(JsonObject object) {
        members.entrySet()
                .forEach(member -> object.add(member.getKey(), member.getValue().deepCopy()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonMembers that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
