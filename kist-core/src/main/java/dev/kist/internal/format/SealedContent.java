// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.spi.KeyEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sealed} holds once decrypted, section "Sealed" of {@code docs/format.md}: the keys that members let in, the
 * DEKs that are retired, what was done to the environment, and what it inherits from. Whoever wraps a keyring takes the
 * public keys from here alone.
 *
 * @param keys in the order of the environment document's {@code keys}
 * @param retired for each DEK but the active one, by its unsigned id, when it ceased to be active
 * @param events the newest ones, oldest first
 * @param inherits the parent, or null
 * @param more members that this version does not know
 */
public record SealedContent(
        List<SealedKey> keys,
        SortedMap<Integer, Instant> retired,
        List<SealedEvent> events,
        @Nullable Inheritance inherits,
        JsonMembers more) {
    /** How many events are kept. */
    public static final int MAX_EVENTS = 200;

    private static final List<String> KNOWN = List.of("keys", "retired", "events", "inherits");
    private static final Pattern DEK_ID = Pattern.compile("[1-9][0-9]{0,9}");
    private static final long MAX_DEK_ID = 0xffff_ffffL;

    public SealedContent {
        keys = List.copyOf(keys);
        retired = Collections.unmodifiableSortedMap(byId(retired));
        events = List.copyOf(events);
    }

    private static SortedMap<Integer, Instant> byId(SortedMap<Integer, Instant> retired) {
        SortedMap<Integer, Instant> sorted = new TreeMap<>(Integer::compareUnsigned);
        sorted.putAll(retired);
        return sorted;
    }

    /** One key as its adder sealed it; the fields are those of {@link KeyEntry}. */
    public record SealedKey(String label, String publicKey, Instant createdAt, String createdBy) {
        /** Whether {@code entry} says the same. Key ids follow from public keys and are checked by the keyring. */
        public boolean matches(KeyEntry entry) {
            return label.equals(entry.label())
                    && publicKey.equals(entry.publicKey())
                    && createdAt.equals(entry.createdAt())
                    && createdBy.equals(entry.createdBy());
        }
    }

    /** The parent environment and the fingerprint that it had when it was set. */
    public record Inheritance(String environment, String fingerprint) {}

    /** What a new environment holds: its one key, and nothing that has happened yet. */
    public static SealedContent first(SealedKey only) {
        return new SealedContent(List.of(only), byId(new TreeMap<>()), List.of(), null, JsonMembers.NONE);
    }

    /** The same with other keys. */
    public SealedContent withKeys(List<SealedKey> others) {
        return new SealedContent(others, retired, events, inherits, more);
    }

    /** The same with another parent, or with none. */
    public SealedContent withParent(@Nullable Inheritance parent) {
        return new SealedContent(keys, retired, events, parent, more);
    }

    /** The same with other retired DEKs. */
    public SealedContent withRetired(SortedMap<Integer, Instant> others) {
        return new SealedContent(keys, others, events, inherits, more);
    }

    /** The same with one event more, numbered; the oldest beyond 200 are left out. */
    public SealedContent withEvent(Instant at, String by, EventKind kind, JsonMembers details) {
        long number = events.isEmpty() ? 1 : events.get(events.size() - 1).number() + 1;
        List<SealedEvent> all = new ArrayList<>(events);
        all.add(new SealedEvent(number, at, by, kind.word(), details, JsonMembers.NONE));
        return withEvents(all.subList(Math.max(0, all.size() - MAX_EVENTS), all.size()));
    }

    private SealedContent withEvents(List<SealedEvent> others) {
        return new SealedContent(keys, retired, others, inherits, more);
    }

    /** The fingerprints that the environment had before its own. */
    public Set<Fingerprint> fingerprintsBefore() {
        List<Fingerprint> had = events.stream()
                .filter(event -> event.is(EventKind.CREATED) || event.is(EventKind.KEY_REMOVED))
                .flatMap(event -> event.fingerprint().stream())
                .toList();
        Set<Fingerprint> before = new LinkedHashSet<>(had);
        if (!had.isEmpty()) {
            before.remove(had.get(had.size() - 1));
        }
        return before;
    }

    /** The fingerprint to come of the removal that was prepared last; empty where a key was removed since. */
    public Optional<Fingerprint> fingerprintToCome() {
        Optional<Fingerprint> toCome = Optional.empty();
        for (SealedEvent event : events) {
            if (event.is(EventKind.KEY_REMOVED)) {
                toCome = Optional.empty();
            } else if (event.is(EventKind.REMOVAL_PREPARED)) {
                toCome = event.fingerprint();
            }
        }
        return toCome;
    }

    /** The same in at most {@code bytes} of JSON, without as many of the oldest events as that takes. */
    public SealedContent within(int bytes) {
        int over = toBytes().length - bytes;
        int from = 0;
        for (; over > 0 && from < events.size(); from++) {
            // One comma less, but for the last one.
            over -= utf8(events.get(from).toJson()).length + (from + 1 < events.size() ? 1 : 0);
        }
        return from == 0 ? this : withEvents(events.subList(from, events.size()));
    }

    /** The compact JSON of {@code docs/format.md}, in UTF-8. */
    public byte[] toBytes() {
        Map<String, JsonValue> times = new LinkedHashMap<>();
        retired.forEach((id, at) -> times.put(Integer.toUnsignedString(id), JsonValue.of(at.toEpochMilli())));
        Map<String, JsonValue> root = new LinkedHashMap<>();
        root.put(
                "keys",
                new JsonValue.Elements(keys.stream().map(SealedContent::toJson).toList()));
        root.put("retired", new JsonValue.Members(times));
        root.put(
                "events",
                new JsonValue.Elements(events.stream().map(SealedEvent::toJson).toList()));
        if (inherits != null) {
            Map<String, JsonValue> parent = new LinkedHashMap<>();
            parent.put("environment", JsonValue.of(inherits.environment()));
            parent.put("fingerprint", JsonValue.of(inherits.fingerprint()));
            root.put("inherits", new JsonValue.Members(parent));
        }
        more.addTo(root);
        return utf8(new JsonValue.Members(root));
    }

    private static JsonValue toJson(SealedKey key) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("label", JsonValue.of(key.label()));
        members.put("public_key", JsonValue.of(key.publicKey()));
        members.put("created_at", JsonValue.of(key.createdAt().toEpochMilli()));
        members.put("created_by", JsonValue.of(key.createdBy()));
        return new JsonValue.Members(members);
    }

    private static byte[] utf8(JsonValue value) {
        return value.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toBytes} gives.
     *
     * @throws IllegalArgumentException if {@code json} has another shape
     * @throws BeforeReleaseException if it is from before release 0.1.0
     */
    public static SealedContent fromBytes(byte[] json) throws BeforeReleaseException {
        StrictJson root = StrictJson.parse(json);
        if (!root.has("retired")) {
            throw new BeforeReleaseException();
        }
        List<SealedKey> keys = root.objects("keys").stream()
                .map(key -> new SealedKey(
                        key.text("label"), key.text("public_key"), key.date("created_at"), key.text("created_by")))
                .toList();
        StrictJson times = root.object("retired");
        SortedMap<Integer, Instant> retired = new TreeMap<>(Integer::compareUnsigned);
        for (String id : times.names()) {
            if (!DEK_ID.matcher(id).matches() || Long.parseLong(id) > MAX_DEK_ID) {
                throw new IllegalArgumentException("retired names what is no DEK");
            }
            retired.put(Integer.parseUnsignedInt(id), times.date(id));
        }
        List<SealedEvent> events =
                root.objects("events").stream().map(SealedEvent::fromJson).toList();
        Inheritance inherits = null;
        if (root.has("inherits")) {
            StrictJson parent = root.object("inherits");
            inherits = new Inheritance(parent.text("environment"), parent.text("fingerprint"));
            if (!EnvironmentName.isValid(inherits.environment())) {
                throw new IllegalArgumentException("inherits names what is no environment");
            }
        }
        return new SealedContent(keys, retired, events, inherits, root.besides(KNOWN));
    }
}
