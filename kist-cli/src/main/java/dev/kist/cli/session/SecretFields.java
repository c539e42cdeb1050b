// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** A version of a secret as JSON shows it: the stored fields' names, without value and note. */
public final class SecretFields {
    private SecretFields() {}

    /** The fields, in the order in which they are printed. */
    public static Map<String, Object> of(Secret secret) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", secret.name().value());
        fields.put("environment", secret.environment().value());
        fields.put("version", secret.version());
        fields.put("created_at", secret.createdAt());
        fields.put("updated_at", secret.updatedAt());
        fields.put("updated_by", secret.updatedBy().value());
        fields.put("template", secret.isTemplate());
        fields.put("binary", secret.value().isBinary());
        fields.put("deleted", secret.isDeleted());
        return fields;
    }
}
