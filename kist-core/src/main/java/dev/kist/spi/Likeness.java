// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever in a document that cannot be read might still decrypt, with what is said in another type than Kist's taken at its
 * word. It shows whether a DEK is still needed, and is used for nothing else.
 */
final class Likeness {
    private Likeness() {}

    /** The version that the fields would be; empty where one that encryption binds cannot be told. */
    static Optional<StoredVersion> of(Map<String, ?> fields) {
        try {
            return Optional.of(new StoredVersion(
                    SecretName.parse(DocumentFields.require(fields, "key", String.class)),
                    text(fields, "value"),
                    EnvironmentName.parse(DocumentFields.require(fields, "environment", String.class)),
                    moment(fields, "created_at"),
                    moment(fields, "updated_at"),
                    Math.toIntExact(DocumentFields.require(fields, "version", Number.class)
                            .longValue()),
                    Actor.parse(DocumentFields.require(fields, "updated_by", String.class)),
                    flags(fields),
                    fields.containsKey("note") ? text(fields, "note") : null));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<StoredFlag> flags(Map<String, ?> fields) {
        Set<StoredFlag> flags = EnumSet.noneOf(StoredFlag.class);
        for (StoredFlag flag : StoredFlag.values()) {
            Object said = fields.get(flag.field());
            if (Boolean.TRUE.equals(said) || (said instanceof Number number && number.doubleValue() == 1)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static String text(Map<String, ?> fields, String field) {
        boolean isText = fields.get(field) instanceof String
                && DocumentFields.beyondBound(fields, field).isEmpty();
        return isText ? DocumentFields.require(fields, field, String.class) : "";
    }

    private static Instant moment(Map<String, ?> fields, String field) {
        return fields.get(field) instanceof Number milliseconds
                ? Instant.ofEpochMilli(milliseconds.longValue())
                : DocumentFields.require(fields, field, Instant.class);
    }
}
