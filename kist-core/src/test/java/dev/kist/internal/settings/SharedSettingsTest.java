// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.internal.format.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands outside the database, and means the same to Kist and to the readers: {@code testvectors/settings.json}. */
final class SharedSettingsTest extends SettingsFixture {
    private static final JsonObject SHARED = Vectors.read("settings.json");

    static Stream<Named<JsonObject>> keys() {
        return Vectors.entries(SHARED, "keys")
                .map(entry -> Named.of(entry.get("name").getAsString(), entry));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keys_areReadAlike(JsonObject entry) throws IOException {
        String text = entry.get("text").getAsString();
        Path file = write(top.resolve("shared"), text, "rw-------");
        for (var where : entry.getAsJsonArray("where")) {
            variables.keySet().removeIf(name -> name.startsWith("KIST_KEY"));
            switch (where.getAsString()) {
                case "variable" -> variables.put("KIST_KEY", text);
                case "file" -> variables.put("KIST_KEY_FILE", file.toString());
                default -> variables.put("KIST_KEY_COMMAND", "cat " + file);
            }
            if (entry.get("keys").isJsonNull()) {
                assertThatThrownBy(this::count)
                        .as(where.getAsString())
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageNotContaining("kist-key-1-0");
            } else {
                assertThat(count())
                        .as(where.getAsString())
                        .isEqualTo(entry.get("keys").getAsInt());
            }
        }
    }

    private int count() {
        return settings()
                .keys(new ArrayList<>())
                .and(settings().keysOfCommand())
                .asList()
                .size();
    }

    @Test
    void collections_areReadAlike() {
        readAlike("collections", text -> {
            variables.put("KIST_COLLECTION", text);
            settings().collection();
        });
    }

    @Test
    void times_areReadAlike_andNoneIsLongerThanCanBeCounted() {
        readAlike("times", text -> {
            variables.put("KIST_TIMEOUT", text);
            assertThat(settings().timeout()).isPositive().isLessThanOrEqualTo(Duration.ofDays(11));
        });
    }

    private static void readAlike(String what, Consumer<String> read) {
        for (var good : SHARED.getAsJsonObject(what).getAsJsonArray("good")) {
            assertThatCode(() -> read.accept(good.getAsString()))
                    .as(good.getAsString())
                    .doesNotThrowAnyException();
        }
        for (var bad : SHARED.getAsJsonObject(what).getAsJsonArray("bad")) {
            assertThatThrownBy(() -> read.accept(bad.getAsString()))
                    .as(bad.getAsString())
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void anEmptySetting_inAFile_countsAsNotSet() throws IOException {
        for (String file : List.of("config", "config.local")) {
            write(file, "KIST_KEY=\nKIST_KEY_COMMAND=\nKIST_MONGODB_URI=\nKIST_DATABASE=\n");
        }

        assertThat(settings().find(Setting.KEY)).isEmpty();
        assertThat(settings().keys(new ArrayList<>()).asList()).isEmpty();
        write("config", "KIST_MONGODB_URI='mongodb://host/?tlsCertificateKeyFile=&tlsCAFile='\n");
        assertThat(value(Setting.MONGODB_URI)).isEqualTo("mongodb://host/?tlsCertificateKeyFile=&tlsCAFile=");
    }
}
