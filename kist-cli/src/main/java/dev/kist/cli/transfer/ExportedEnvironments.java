// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.EnvironmentName;
import dev.kist.Note;
import dev.kist.Snapshot;
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.terminal.Json;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.WriteOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several environments in one document: environment, then name, then value. Bytes are {@code {"base64": ...}}; with notes, a
 * secret is {@code {"value": ..., "note": ...}}. Its {@code toString} shows names of environments alone.
 */
final class ExportedEnvironments {
    private static final WriteOptions YAML = WriteOptions.of(ExportFormat.YAML);

    private final Map<EnvironmentName, Map<String, Object>> environments = new LinkedHashMap<>();
    private final boolean hasNotes;

    ExportedEnvironments(boolean hasNotes) {
        this.hasNotes = hasNotes;
    }

    /** Adds what applies in one environment. */
    void add(Snapshot snapshot) {
        Map<String, Object> secrets = new LinkedHashMap<>();
        snapshot.secrets().forEach((name, loaded) -> secrets.put(name.value(), shown(loaded)));
        environments.put(snapshot.environment(), secrets);
    }

    private Object shown(Snapshot.Loaded loaded) {
        Object value = ShownValue.json(loaded.value());
        if (!hasNotes) {
            return value;
        }
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("value", value);
        loaded.stored().note().map(Note::text).ifPresent(note -> both.put("note", note));
        return both;
    }

    /** The document. */
    String text(ExportFormat format) {
        Map<String, Object> document = new LinkedHashMap<>();
        environments.forEach((name, secrets) -> document.put(name.value(), secrets));
        return text(document, format);
    }

    /** Names with their values, or with names and values below them, as JSON or YAML. */
    static String text(Map<String, Object> document, ExportFormat format) {
        if (format == ExportFormat.JSON) {
            return Json.of(document) + "\n";
        }
        StringBuilder yaml = new StringBuilder();
        append(yaml, document, "");
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, Map<?, ?> mapping, String indent) {
        mapping.forEach((key, value) -> {
            if (!(value instanceof Map<?, ?> inner)) {
                yaml.append(indent).append(DotenvWriter.write(Map.of(key.toString(), value.toString()), YAML));
                return;
            }
            // Names hold nothing that has to be escaped.
            yaml.append(indent).append('"').append(key).append(inner.isEmpty() ? "\": {}\n" : "\":\n");
            append(yaml, inner, indent + "  ");
        });
    }

    @Override
    public String toString() {
        return "ExportedEnvironments" + environments.keySet();
    }
}
