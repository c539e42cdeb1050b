// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** Documents as whoever can write to the database may have left them. */
@Tag("fuzz")
class DocumentFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void parse_secret(FuzzedDataProvider data) {
        FuzzTargets.secret(data);
    }

    @FuzzTest(maxDuration = "15s")
    void parse_environment(FuzzedDataProvider data) {
        FuzzTargets.environment(data);
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        private static final String[] FIELDS = {
            "_id",
            "key",
            "value",
            "environment",
            "created_at",
            "updated_at",
            "version",
            "updated_by",
            "revision",
            "template",
            "deleted",
            "note",
            "binary",
            "format",
            "keys",
            "sealed",
            "next",
            "key_id",
            "label",
            "public_key",
            "created_by",
            "wrapped",
            "x"
        };

        static void secret(FuzzedDataProvider data) {
            Map<String, @Nullable Object> fields = sound(data);
            change(fields, data);
            for (StoredDocument read :
                    List.of(DocumentFields.parseCurrent(fields), DocumentFields.parseFormer(fields))) {
                assertThat(read.key()).isNotNull();
                if (read instanceof SecretDocument document) {
                    assertThat(DocumentFields.of(document)).containsEntry("key", document.key());
                }
            }
        }

        private static Map<String, @Nullable Object> sound(FuzzedDataProvider data) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("_id", new DocumentId("0123456789abcdef01234567"));
            fields.put("key", "A");
            fields.put("value", "k1." + data.consumeString(20));
            fields.put("environment", "production");
            fields.put("created_at", Instant.ofEpochMilli(data.consumeLong()));
            fields.put("updated_at", Instant.ofEpochMilli(data.consumeLong()));
            fields.put("version", 1);
            fields.put("updated_by", "a");
            fields.put("revision", 1);
            return fields;
        }

        static void environment(FuzzedDataProvider data) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("format", 1);
            fields.put("keys", List.of(entry(data)));
            fields.put("sealed", data.consumeString(20));
            fields.put("revision", 1);
            fields.put("created_at", Instant.EPOCH);
            fields.put("updated_at", Instant.EPOCH);
            change(fields, data);
            try {
                EnvironmentDocument document =
                        DocumentFields.parseEnvironment(EnvironmentName.parse("production"), fields);
                assertThat(DocumentFields.parseEnvironment(document.name(), DocumentFields.of(document)))
                        .isEqualTo(document);
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("production");
            }
        }

        private static Map<String, @Nullable Object> entry(FuzzedDataProvider data) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key_id", data.consumeString(20));
            entry.put("label", data.consumeString(20));
            entry.put("public_key", data.consumeString(80));
            entry.put("created_at", Instant.EPOCH);
            entry.put("created_by", "a");
            entry.put("wrapped", "w1." + data.consumeString(20));
            change(entry, data);
            return entry;
        }

        private static void change(Map<String, @Nullable Object> fields, FuzzedDataProvider data) {
            for (int n = data.consumeInt(0, 3); n > 0; n--) {
                String field = data.pickValue(FIELDS);
                if (data.consumeBoolean()) {
                    fields.remove(field);
                } else {
                    fields.put(field, anything(data, 3));
                }
            }
        }

        private static @Nullable Object anything(FuzzedDataProvider data, int depth) {
            return switch (data.consumeInt(0, depth > 0 ? 9 : 6)) {
                case 0 -> null;
                case 1 -> data.consumeInt();
                case 2 -> data.consumeLong();
                case 3 -> data.consumeBoolean();
                case 4 -> data.consumeDouble();
                case 5 -> Instant.ofEpochMilli(data.consumeLong());
                case 6 -> data.consumeString(300);
                case 7 -> {
                    List<@Nullable Object> list = new ArrayList<>();
                    for (int n = data.consumeInt(0, 4); n > 0; n--) {
                        list.add(anything(data, depth - 1));
                    }
                    yield list;
                }
                case 8 -> List.of(entry(data));
                default -> {
                    Map<String, @Nullable Object> map = new LinkedHashMap<>();
                    map.put(data.pickValue(FIELDS), anything(data, depth - 1));
                    yield map;
                }
            };
        }
    }
}
