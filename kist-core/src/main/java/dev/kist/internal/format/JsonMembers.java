// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Members of a JSON object in their order, such as the details of an event. Immutable; nothing in them is secret. */
public final class JsonMembers {
    /** None. */
    public static final JsonMembers NONE = new JsonMembers(Map.of());

    private final JsonValue.Members members;

    private JsonMembers(Map<String, JsonValue> members) {
        this.members = new JsonValue.Members(members);
    }

    /** All of {@code members} but what is known by {@code names}. */
    static JsonMembers besides(Map<String, JsonValue> members, Collection<String> names) {
        Map<String, JsonValue> rest = new LinkedHashMap<>(members);
        rest.keySet().removeAll(names);
        return new JsonMembers(rest);
    }

    /** These and a text. */
    public JsonMembers with(String name, String value) {
        return with(name, JsonValue.of(value));
    }

    /** These and a number. */
    public JsonMembers with(String name, long value) {
        return with(name, JsonValue.of(value));
    }

    /** These and a list of numbers. */
    public JsonMembers with(String name, Collection<Long> values) {
        return with(
                name, new JsonValue.Elements(values.stream().map(JsonValue::of).toList()));
    }

    private JsonMembers with(String name, JsonValue value) {
        Map<String, JsonValue> more = new LinkedHashMap<>(members.byName());
        more.put(name, value);
        return new JsonMembers(more);
    }

    /** All of them for people, in their order: lists of numbers with commas, what has another shape as JSON. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members.byName().forEach((name, value) -> texts.put(name, shown(value)));
        return Collections.unmodifiableMap(texts);
    }

    private static String shown(JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            return text.text();
        }
        boolean isFlat = value instanceof JsonValue.Elements elements
                && elements.all().stream()
                        .noneMatch(each -> each instanceof JsonValue.Members || each instanceof JsonValue.Elements);
        return isFlat
                ? ((JsonValue.Elements) value)
                        .all().stream().map(JsonMembers::shown).collect(Collectors.joining(", "))
                : value.toJson();
    }

    JsonValue toJson() {
        return members;
    }

    void addTo(Map<String, JsonValue> object) {
        object.putAll(members.byName());
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
        return members.toJson();
    }
}
