package dev.kist.internal.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.kist.spi.KeyEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sealed} holds once decrypted: the keys that members let in, and what the environment inherits from. Whoever
 * wraps a keyring takes the public keys from here alone.
 *
 * @param keys in the order of the environment document's {@code keys}
 * @param inherits the parent, or null
 */
public record SealedContent(List<SealedKey> keys, @Nullable Inheritance inherits) {
    public SealedContent {
        keys = List.copyOf(keys);
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

    /** The compact JSON of {@code docs/format.md}, in UTF-8. */
    public byte[] toBytes() {
        JsonArray array = new JsonArray();
        for (SealedKey key : keys) {
            JsonObject object = new JsonObject();
            object.addProperty("label", key.label());
            object.addProperty("public_key", key.publicKey());
            object.addProperty("created_at", key.createdAt().toEpochMilli());
            object.addProperty("created_by", key.createdBy());
            array.add(object);
        }
        JsonObject root = new JsonObject();
        root.add("keys", array);
        if (inherits != null) {
            JsonObject object = new JsonObject();
            object.addProperty("environment", inherits.environment());
            object.addProperty("fingerprint", inherits.fingerprint());
            root.add("inherits", object);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toBytes} gives.
     *
     * @throws IllegalArgumentException if {@code json} has another shape
     */
    public static SealedContent fromBytes(byte[] json) {
        try {
            JsonObject root = JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            List<SealedKey> keys = new ArrayList<>();
            for (JsonElement element : root.getAsJsonArray("keys")) {
                JsonObject key = element.getAsJsonObject();
                keys.add(new SealedKey(
                        key.get("label").getAsString(),
                        key.get("public_key").getAsString(),
                        Instant.ofEpochMilli(key.get("created_at").getAsLong()),
                        key.get("created_by").getAsString()));
            }
            Inheritance inherits = null;
            if (root.has("inherits")) {
                JsonObject object = root.getAsJsonObject("inherits");
                inherits = new Inheritance(
                        object.get("environment").getAsString(),
                        object.get("fingerprint").getAsString());
            }
            return new SealedContent(keys, inherits);
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("not the JSON of a sealed list of keys", e);
        }
    }
}
