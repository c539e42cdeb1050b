package dev.kist.internal.format;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One change of an environment as a member sealed it, section "Events" of {@code docs/format.md}.
 *
 * @param number counts up from 1
 * @param at the server's time
 * @param by who made it, as they said
 * @param kind one of {@link EventKind}, or one that this version does not know
 * @param details what belongs to it
 * @param more members that this version does not know
 */
public record SealedEvent(long number, Instant at, String by, String kind, JsonMembers details, JsonMembers more) {
    private static final List<String> KNOWN = List.of("number", "at", "by", "kind", "details");

    JsonObject toJson() {
        JsonObject object = new JsonObject();
        object.addProperty("number", number);
        object.addProperty("at", at.toEpochMilli());
        object.addProperty("by", by);
        object.addProperty("kind", kind);
        object.add("details", details.toJson());
        more.addTo(object);
        return object;
    }

    static SealedEvent fromJson(StrictJson object) {
        return new SealedEvent(
                object.integer("number"),
                object.date("at"),
                object.text("by"),
                object.text("kind"),
                object.object("details").besides(List.of()),
                object.besides(KNOWN));
    }
}
