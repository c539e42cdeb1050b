// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.InvalidInputException;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cloned project may hold: its files of settings, a connection string in them, git's index. */
@Tag("fuzz")
class SettingsFuzzTest {
    @MethodSource("files")
    @FuzzTest(maxDuration = "15s")
    void read_config(byte[] content) throws IOException {
        FuzzTargets.config(content);
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "15s")
    void read_connectionString(byte[] text) {
        FuzzTargets.uri(new String(text, StandardCharsets.UTF_8));
    }

    @MethodSource("values")
    @FuzzTest(maxDuration = "15s")
    void read_values(byte[] text) {
        FuzzTargets.values(new String(text, StandardCharsets.UTF_8));
    }

    @MethodSource("indexes")
    @FuzzTest(maxDuration = "15s")
    void read_gitIndex(byte[] index) throws IOException {
        FuzzTargets.gitIndex(index);
    }

    static Stream<Arguments> files() {
        return bytes(
                "KIST_MONGODB_URI=mongodb://h/x\nKIST_ENVIRONMENT='a'\n# c\nKIST_TIMEOUT=5s\n",
                "export KIST_KEY_FILE=../k\nKIST_DATABSE=x\n",
                "<<<<<<< HEAD\n");
    }

    static Stream<Arguments> texts() {
        return bytes(
                "mongodb://u:p@h:1,i/db?authMechanism=MONGODB-OIDC&tlsCAFile=ca.pem;proxyHost=x",
                "mongodb+srv://h/?tlsInsecure=true&tlsCertificateKeyFile=%2e%2e/k.pem",
                "mongodb://h/?tlsCAFile=%00");
    }

    static Stream<Arguments> values() {
        return bytes("a\0b", "5s", "500ms", "'quoted'", "production", "0", "secrets.a", "kist-key-1-");
    }

    static Stream<Arguments> indexes() {
        return bytes("DIRC\0\0\0\2\0\0\0\1", "DIRC\0\0\0\4\0\0\0\2" + "\0".repeat(80) + "\177\377\377\377\177");
    }

    private static Stream<Arguments> bytes(String... texts) {
        return Stream.of(texts).map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        private static final Path FOLDER = folder();

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("kist-fuzz");
                Files.createDirectories(folder.resolve(".git"));
                Files.createDirectories(folder.resolve(".kist"));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void config(byte[] content) throws IOException {
            Path file = Files.write(FOLDER.resolve(".kist/config"), content);
            for (boolean isCommitted : new boolean[] {true, false}) {
                try {
                    Map<Setting, SettingValue> read = new ConfigFile(file, FOLDER, isCommitted).read(new ArrayList<>());
                    assertThat(read.values())
                            .allSatisfy(value -> assertThat(value.text()).isNotEmpty());
                } catch (InvalidInputException e) {
                    assertThat(e).hasMessageContaining(file.toString());
                }
            }
        }

        static void uri(String text) {
            ConnectionText uri = new ConnectionText(text);
            uri.isOne();
            uri.hasPassword();
            uri.exposure();
            uri.resolvedFrom(FOLDER);
        }

        /** Each setting, as a variable has it. */
        static void values(String text) {
            for (Setting setting : Setting.values()) {
                try {
                    EffectiveSettings settings = EffectiveSettings.read(KistOptions.builder()
                            .variables(Map.of("HOME", FOLDER.toString(), setting.variable(), text))
                            .directory(FOLDER.resolve(".git"))
                            .build());
                    assertThat(settings.faults()).hasSizeLessThan(4);
                } catch (InvalidInputException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
        }

        static void gitIndex(byte[] index) throws IOException {
            Files.write(FOLDER.resolve(".git/index"), index);
            Tracked.of(FOLDER.resolve(".kist/config"));
        }
    }
}
