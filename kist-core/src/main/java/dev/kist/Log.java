package dev.kist;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The changes of an environment that are kept, newest first.
 *
 * @param entries the changes
 * @param unreadable one exception for each secret whose history cannot be read
 */
public record Log(List<Entry> entries, List<KistException> unreadable) {
    public Log {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /** One change. */
    public sealed interface Entry permits VersionEntry, EventEntry {
        /** When. */
        Instant at();

        /** Who, as they said. */
        String by();
    }

    /**
     * A version of a secret.
     *
     * @param secret the version
     * @param kind how it came about
     * @param asVersion the earlier version whose content it has, for a roll-back or a restored one
     */
    public record VersionEntry(Secret secret, Kind kind, OptionalInt asVersion) implements Entry {
        @Override
        public Instant at() {
            return secret.updatedAt();
        }

        @Override
        public String by() {
            return secret.updatedBy().value();
        }
    }

    /**
     * A change of the environment itself: a key that was let in or taken away, a rotation, a purge. Sealed with the change, so
     * that only members can have written it.
     *
     * @param number counts up from 1, without a gap
     * @param kind what happened, as {@code docs/format.md} names it
     * @param details what belongs to it, such as the key's id and label
     */
    public record EventEntry(long number, Instant at, String by, String kind, Map<String, String> details)
            implements Entry {
        public EventEntry {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }

        /** One of the details. */
        public Optional<String> detail(String name) {
            return Optional.ofNullable(details.get(name));
        }
    }

    /** How a version came about. */
    public enum Kind {
        CREATED,
        SET,
        DELETED,
        RESTORED
    }
}
