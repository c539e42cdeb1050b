// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Whether it is of that kind. */
    boolean is(EventKind other) {
        return kind.equals(other.word());
    }

    /** The fingerprint among its details, which the environment has from then on, or is to have; empty if there is none. */
    Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(details.texts().get("fingerprint")).flatMap(SealedEvent::fingerprint);
    }

    private static Optional<Fingerprint> fingerprint(String text) {
        try {
            return Optional.of(Fingerprint.parse(text));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    JsonValue toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("number", JsonValue.of(number));
        members.put("at", JsonValue.of(at.toEpochMilli()));
        members.put("by", JsonValue.of(by));
        members.put("kind", JsonValue.of(kind));
        members.put("details", details.toJson());
        more.addTo(members);
        return new JsonValue.Members(members);
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
