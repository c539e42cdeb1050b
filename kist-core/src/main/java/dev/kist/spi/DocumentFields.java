// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.SecretName;
import dev.kist.spi.ForeignDocument.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns documents into fields and back. Stores map fields to their own types: {@link String}, {@link Integer},
 * {@link Boolean}, {@link Instant} to the millisecond, {@link DocumentId}, and lists of such maps; a {@link Long} is read as an
 * integer too. A value of any other type may be handed over as whatever object it is and makes the document a foreign one.
 */
public final class DocumentFields {
    /** For a document whose own {@code _id} is none. */
    private static final DocumentId NO_ID = new DocumentId("0".repeat(24));

    private static final Problem ODD_ID = Problem.of(
            "its _id is no ObjectId",
            "nothing else may be wrong with it: insert it again with an ObjectId and all other fields as they are, then remove"
                    + " the one with this _id");
    private static final Problem ODD_REVISION = Problem.of(
            "its revision is no whole number from 1 to " + Integer.MAX_VALUE,
            "nothing else may be wrong with it: set its field revision to 1, as a 32-bit integer, and leave the other fields as"
                    + " they are");
    private static final Map<String, Integer> MOST_CHARACTERS = Map.of(
            "value", StoredVersion.MAX_VALUE_LENGTH,
            "note", StoredVersion.MAX_NOTE_LENGTH,
            "sealed", EnvironmentDocument.MAX_SEALED_LENGTH);

    private DocumentFields() {}

    /** The fields of a version, in the order in which they are stored; a former one has no {@code revision}. */
    public static Map<String, Object> of(SecretDocument document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("_id", document.id());
        fields.put("key", document.name().value());
        fields.put("value", document.value());
        fields.put("environment", document.environment().value());
        fields.put("created_at", document.createdAt());
        fields.put("updated_at", document.updatedAt());
        fields.put("version", document.version());
        fields.put("updated_by", document.updatedBy().value());
        if (document instanceof CurrentDocument current) {
            fields.put("revision", current.revision());
        }
        putIfSet(fields, document, StoredFlag.TEMPLATE);
        putIfSet(fields, document, StoredFlag.DELETED);
        String note = document.note();
        if (note != null) {
            fields.put("note", note);
        }
        putIfSet(fields, document, StoredFlag.BINARY);
        return fields;
    }

    private static void putIfSet(Map<String, Object> fields, SecretDocument document, StoredFlag flag) {
        if (document.flags().contains(flag)) {
            fields.put(flag.field(), true);
        }
    }

    /** The fields of an environment's document, in the order in which they are stored. */
    public static Map<String, Object> of(EnvironmentDocument document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("_id", document.name().value());
        fields.put("format", EnvironmentDocument.FORMAT);
        List<Map<String, Object>> keys = new ArrayList<>();
        for (KeyEntry key : document.keys()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key_id", key.keyId());
            entry.put("label", key.label());
            entry.put("public_key", key.publicKey());
            entry.put("created_at", key.createdAt());
            entry.put("created_by", key.createdBy());
            entry.put("wrapped", key.wrapped());
            keys.add(entry);
        }
        fields.put("keys", keys);
        fields.put("sealed", document.sealed());
        fields.put("revision", document.revision());
        fields.put("created_at", document.createdAt());
        fields.put("updated_at", document.updatedAt());
        if (!document.next().isEmpty()) {
            List<Map<String, Object>> next = new ArrayList<>();
            for (PreparedEntry prepared : document.next()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("public_key", prepared.publicKey());
                entry.put("wrapped", prepared.wrapped());
                next.add(entry);
            }
            fields.put("next", next);
        }
        return fields;
    }

    /** Reads a document of {@code secrets}: a {@link CurrentDocument} or a foreign one. */
    public static StoredDocument parseCurrent(Map<String, ?> fields) {
        int revision = revision(fields);
        return parse(
                fields,
                (id, stored) -> new CurrentDocument(id, stored, Math.max(revision, 1)),
                revision < 1 ? ODD_REVISION : null);
    }

    /** Reads a document of {@code secrets.history}: a {@link FormerDocument} or a foreign one. */
    public static StoredDocument parseFormer(Map<String, ?> fields) {
        return parse(fields, FormerDocument::new, null);
    }

    /** The field {@code revision}; 0 where it is not as Kist writes it. */
    private static int revision(Map<String, ?> fields) {
        try {
            return positive(fields, "revision");
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static StoredDocument parse(
            Map<String, ?> fields,
            BiFunction<DocumentId, StoredVersion, SecretDocument> document,
            @Nullable Problem odd) {
        String key = fields.get("key") instanceof String text ? text : "(no name)";
        Function<StoredVersion, SecretDocument> likeness = stored -> document.apply(NO_ID, stored);
        if (!SecretName.isValid(key)
                || !fields.containsKey("version")
                || !(fields.get("value") instanceof String value)
                || !value.startsWith(StoredValue.ENCRYPTED)) {
            return new ForeignDocument(
                    key,
                    Problem.NOT_WRITTEN_BY_KIST,
                    Likeness.of(fields).map(likeness).orElse(null));
        }
        for (String field : List.of("value", "note")) {
            Optional<String> beyond = beyondBound(fields, field);
            if (beyond.isPresent()) {
                Problem problem = Problem.of("its " + beyond.get(), DecryptionFailedException.RESTORE);
                return new ForeignDocument(key, problem, null);
            }
        }
        StoredVersion version;
        try {
            version = version(fields);
        } catch (RuntimeException e) {
            // One text for every field that encryption binds.
            return new ForeignDocument(
                    key,
                    Problem.NOT_AUTHENTIC,
                    Likeness.of(fields).map(likeness).orElse(null));
        }
        if (!(fields.get("_id") instanceof DocumentId id)) {
            return new ForeignDocument(key, ODD_ID, likeness.apply(version));
        }
        return odd == null ? document.apply(id, version) : new ForeignDocument(key, odd, likeness.apply(version));
    }

    private static StoredVersion version(Map<String, ?> fields) {
        Set<StoredFlag> flags = EnumSet.noneOf(StoredFlag.class);
        for (StoredFlag flag : StoredFlag.values()) {
            if (fields.containsKey(flag.field()) && require(fields, flag.field(), Boolean.class)) {
                flags.add(flag);
            }
        }
        return new StoredVersion(
                SecretName.parse(require(fields, "key", String.class)),
                text(fields, "value"),
                EnvironmentName.parse(require(fields, "environment", String.class)),
                require(fields, "created_at", Instant.class),
                require(fields, "updated_at", Instant.class),
                positive(fields, "version"),
                Actor.parse(require(fields, "updated_by", String.class)),
                flags,
                fields.containsKey("note") ? text(fields, "note") : null);
    }

    /**
     * Reads a document of {@code secrets.environments}.
     *
     * @throws FormatException if it is of a newer format or not as specified
     */
    public static EnvironmentDocument parseEnvironment(EnvironmentName name, Map<String, ?> fields) {
        if (!(fields.get("format") instanceof Double)
                && fields.get("format") instanceof Number format
                && format.longValue() > EnvironmentDocument.FORMAT) {
            throw new FormatException(
                    name,
                    "the environment " + name + " is stored in format " + format
                            + ", and this version of Kist reads format " + EnvironmentDocument.FORMAT,
                    "upgrade Kist to the version that your team uses");
        }
        try {
            if (integer(fields, "format") != EnvironmentDocument.FORMAT) {
                throw new IllegalArgumentException("format is not " + EnvironmentDocument.FORMAT);
            }
            List<KeyEntry> keys = new ArrayList<>();
            for (Object element : elements(fields, "keys")) {
                if (!(element instanceof Map<?, ?> entry)) {
                    throw new IllegalArgumentException("an element of keys is not a document");
                }
                keys.add(new KeyEntry(
                        require(entry, "key_id", String.class),
                        require(entry, "label", String.class),
                        require(entry, "public_key", String.class),
                        require(entry, "created_at", Instant.class),
                        require(entry, "created_by", String.class),
                        // Not sealed: without it, the one whose key it is cannot open the environment, and all others
                        // can.
                        entry.get("wrapped") instanceof String wrapped ? wrapped : ""));
            }
            return new EnvironmentDocument(
                    name,
                    keys,
                    text(fields, "sealed"),
                    positive(fields, "revision"),
                    dateForPeople(fields, "created_at"),
                    dateForPeople(fields, "updated_at"),
                    prepared(fields));
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    name,
                    "the environment " + name + " cannot be read: its document was changed by other hands: "
                            + e.getMessage(),
                    "restore the document from a backup of the collection that ends in .environments");
        }
    }

    /** Nothing authenticates it and nothing depends on it: where it is none, the beginning of time. */
    private static Instant dateForPeople(Map<String, ?> fields, String field) {
        return fields.get(field) instanceof Instant date ? date : Instant.EPOCH;
    }

    /** Reads a document of {@code secrets.environments}, whatever is wrong with it. */
    public static StoredEnvironment readEnvironment(EnvironmentName name, Map<String, ?> fields) {
        try {
            return parseEnvironment(name, fields);
        } catch (FormatException e) {
            return new UnreadableEnvironment(name, e);
        }
    }

    /** The elements of {@code next}; one of another shape cannot be used and is left out. */
    private static List<PreparedEntry> prepared(Map<String, ?> fields) {
        List<PreparedEntry> prepared = new ArrayList<>();
        if (fields.get("next") instanceof List<?>) {
            for (Object element : elements(fields, "next")) {
                if (element instanceof Map<?, ?> entry
                        && entry.get("public_key") instanceof String publicKey
                        && entry.get("wrapped") instanceof String wrapped) {
                    prepared.add(new PreparedEntry(publicKey, wrapped));
                }
            }
        }
        return prepared;
    }

    static <T> T require(Map<?, ?> fields, String field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(field + (value == null ? " is missing" : " has another type"));
        }
        return type.cast(value);
    }

    /** Other programs may write a 64-bit integer where Kist writes a 32-bit one. */
    private static int integer(Map<?, ?> fields, String field) {
        if (fields.get(field) instanceof Long value && value == value.intValue()) {
            return value.intValue();
        }
        return require(fields, field, Integer.class);
    }

    private static int positive(Map<?, ?> fields, String field) {
        int value = integer(fields, field);
        if (value < 1) {
            throw new IllegalArgumentException(field + " is below 1");
        }
        return value;
    }

    /** A text that is looked at no further where it is longer than any that Kist writes. */
    private static String text(Map<?, ?> fields, String field) {
        String text = require(fields, field, String.class);
        beyondBound(fields, field).ifPresent(beyond -> {
            throw new IllegalArgumentException(beyond);
        });
        return text;
    }

    static Optional<String> beyondBound(Map<?, ?> fields, String field) {
        int most = MOST_CHARACTERS.getOrDefault(field, Integer.MAX_VALUE);
        return fields.get(field) instanceof String text && text.length() > most
                ? Optional.of(field + " has " + text.length() + " characters, and at most " + most + " are read")
                : Optional.empty();
    }

    private static List<?> elements(Map<?, ?> fields, String field) {
        List<?> elements = require(fields, field, List.class);
        if (elements.size() > EnvironmentDocument.MAX_KEYS) {
            throw new IllegalArgumentException(field + " has " + elements.size() + " elements, and at most "
                    + EnvironmentDocument.MAX_KEYS + " are read");
        }
        return elements;
    }
}
