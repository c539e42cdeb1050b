package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns documents into fields and back. Stores map fields to their own types: {@link String}, {@link Integer},
 * {@link Boolean}, {@link Instant} to the millisecond, {@link DocumentId}, and lists of such maps; a {@link Long} is read as an
 * integer too. A value of any other type may be handed over as whatever object it is and makes the document a foreign one.
 */
public final class DocumentFields {
    private static final String NOT_WRITTEN_BY_KIST = "it was not written by Kist";

    private DocumentFields() {}

    /** The fields of a current version, in the order in which they are stored. */
    public static Map<String, Object> ofCurrent(SecretDocument document) {
        return of(document, true);
    }

    /** The fields of a former version: the same without {@code revision}. */
    public static Map<String, Object> ofFormer(SecretDocument document) {
        return of(document, false);
    }

    private static Map<String, Object> of(SecretDocument document, boolean isCurrent) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("_id", document.id());
        fields.put("key", document.name().value());
        fields.put("value", document.value());
        fields.put("environment", document.environment().value());
        fields.put("created_at", document.createdAt());
        fields.put("updated_at", document.updatedAt());
        fields.put("version", document.version());
        fields.put("updated_by", document.updatedBy().value());
        if (isCurrent) {
            fields.put("revision", document.revision());
        }
        if (document.isTemplate()) {
            fields.put("template", true);
        }
        if (document.isDeleted()) {
            fields.put("deleted", true);
        }
        if (document.note() != null) {
            fields.put("note", document.note());
        }
        return fields;
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

    /** Reads a document of {@code secrets}. */
    public static StoredDocument parseCurrent(Map<String, ?> fields) {
        return parseSecret(fields, true);
    }

    /** Reads a document of {@code secrets.history}. */
    public static StoredDocument parseFormer(Map<String, ?> fields) {
        return parseSecret(fields, false);
    }

    private static StoredDocument parseSecret(Map<String, ?> fields, boolean isCurrent) {
        String key = fields.get("key") instanceof String text ? text : "(no name)";
        if (!fields.containsKey("version")
                || !(fields.get("value") instanceof String value)
                || !value.startsWith(StoredValue.ENCRYPTED)) {
            return new ForeignDocument(key, NOT_WRITTEN_BY_KIST);
        }
        try {
            return new SecretDocument(
                    require(fields, "_id", DocumentId.class),
                    SecretName.parse(require(fields, "key", String.class)),
                    value,
                    EnvironmentName.parse(require(fields, "environment", String.class)),
                    require(fields, "created_at", Instant.class),
                    require(fields, "updated_at", Instant.class),
                    positive(fields, "version"),
                    Actor.parse(require(fields, "updated_by", String.class)),
                    isCurrent ? positive(fields, "revision") : 0,
                    flag(fields, "template"),
                    flag(fields, "deleted"),
                    optionalText(fields, "note"));
        } catch (RuntimeException e) {
            // The message of a name or a wrong type; it names the field and shows no value.
            return new ForeignDocument(key, "it was changed by other hands: " + e.getMessage());
        }
    }

    /**
     * Reads a document of {@code secrets.environments}.
     *
     * @throws FormatException if it is of a newer format or not as specified
     */
    public static EnvironmentDocument parseEnvironment(EnvironmentName name, Map<String, ?> fields) {
        if (fields.get("format") instanceof Number format && format.longValue() > EnvironmentDocument.FORMAT) {
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
            for (Object element : require(fields, "keys", List.class)) {
                if (!(element instanceof Map<?, ?> entry)) {
                    throw new IllegalArgumentException("an element of keys is not a document");
                }
                keys.add(new KeyEntry(
                        require(entry, "key_id", String.class),
                        require(entry, "label", String.class),
                        require(entry, "public_key", String.class),
                        require(entry, "created_at", Instant.class),
                        require(entry, "created_by", String.class),
                        require(entry, "wrapped", String.class)));
            }
            return new EnvironmentDocument(
                    name,
                    keys,
                    require(fields, "sealed", String.class),
                    positive(fields, "revision"),
                    require(fields, "created_at", Instant.class),
                    require(fields, "updated_at", Instant.class),
                    prepared(fields));
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    name,
                    "the environment " + name + " cannot be read: its document was changed by other hands: "
                            + e.getMessage(),
                    "restore the document from a backup of the collection that ends in .environments");
        }
    }

    /** The elements of {@code next}; one of another shape cannot be used and is left out. */
    private static List<PreparedEntry> prepared(Map<String, ?> fields) {
        List<PreparedEntry> prepared = new ArrayList<>();
        if (fields.get("next") instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Map<?, ?> entry
                        && entry.get("public_key") instanceof String publicKey
                        && entry.get("wrapped") instanceof String wrapped) {
                    prepared.add(new PreparedEntry(publicKey, wrapped));
                }
            }
        }
        return prepared;
    }

    private static <T> T require(Map<?, ?> fields, String field, Class<T> type) {
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

    private static boolean flag(Map<?, ?> fields, String field) {
        return fields.containsKey(field) && require(fields, field, Boolean.class);
    }

    private static @Nullable String optionalText(Map<?, ?> fields, String field) {
        return fields.containsKey(field) ? require(fields, field, String.class) : null;
    }
}
