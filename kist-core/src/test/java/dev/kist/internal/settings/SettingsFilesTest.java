// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.InvalidInputException;
import dev.kist.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFilesTest extends SettingsFixture {
    @Test
    void each_isOverruledByTheNext() throws IOException {
        write(
                "config",
                "KIST_ENVIRONMENT=staging\nKIST_COLLECTION=one\nKIST_DATABASE=a\nKIST_ACTOR=a\nKIST_TIMEOUT=1\n");
        write("config.staging", "KIST_COLLECTION=two\nKIST_DATABASE=b\nKIST_ACTOR=b\nKIST_TIMEOUT=2\n");
        write("config.local", "KIST_DATABASE=c\nKIST_ACTOR=c\nKIST_TIMEOUT=3\n");
        variables.put("KIST_ACTOR", "d");
        variables.put("KIST_TIMEOUT", "4");

        EffectiveSettings settings = settings(Map.of(Setting.TIMEOUT, "500ms"));

        assertThat(settings.environment().value()).isEqualTo("staging");
        assertThat(settings.collection()).isEqualTo("two");
        assertThat(settings.find(Setting.DATABASE).orElseThrow().source()).isEqualTo(folder + "/config.local:1");
        assertThat(settings.actor().orElseThrow().value()).isEqualTo("d");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void whatHasNoEffect_isSaid() throws IOException {
        write("config", "KIST_ENVIRONMENT=staging\nKIST_ACTOR=a\nKIST_ACTOR=b\n");
        write("config.staging", "KIST_ENVIRONMENT=production\n");

        EffectiveSettings settings = settings();

        assertThat(settings.environment().value()).isEqualTo("staging");
        assertThat(settings.actor().orElseThrow().value()).isEqualTo("b");
        assertThat(settings.warnings())
                .containsExactlyInAnyOrder(
                        folder + "/config:3: KIST_ACTOR is set in a line above, too; this one counts",
                        folder + "/config.staging:1: KIST_ENVIRONMENT has no effect in the file of one environment");
        write("config.staging", "KIST_ENVIRONMENT=staging\n");
        assertThat(settings().warnings()).hasSize(1);
    }

    /** Shared case C15, and its neighbours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<<<<<<< HEAD",
                "=======",
                ">>>>>>> theirs",
                "KIST_COLLECTION",
                "export KIST_COLLECTION",
                "KIST_COLLECTION: secrets",
                "KIST_COLLECTION=\"secrets",
                "KIST_ACTOR=$NOBODY",
                "what is this",
            })
    void lineThatIsNoAssignment_isAnErrorWithFileAndLine(String line) throws IOException {
        for (String file : List.of("config", "config.development", "config.local")) {
            Path path = write(file, "KIST_ENVIRONMENT=development\n" + line + "\n");

            assertThatThrownBy(this::settings)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(path + ":2: ");

            Files.delete(path);
        }
    }

    @Test
    void unknownNames_arePointedOut_withTheNearest() throws IOException {
        write("config", "KIST_ENVIROMENT=staging\nOTHER=1\nKIST_CLASSPATH=/evil.jar\n");
        variables.put("KIST_DATABSE", "x");
        variables.put("KIST_JAVA_OPTIONS", "-Xmx1g");
        variables.put("KIST_WATCH", "false");

        assertThat(settings().warnings())
                .hasSize(4)
                .anyMatch(
                        warning -> warning.contains("KIST_DATABSE") && warning.contains("did you mean KIST_DATABASE?"))
                .anyMatch(warning -> warning.startsWith(folder + "/config:1: ")
                        && warning.contains("did you mean KIST_ENVIRONMENT?"))
                .anyMatch(warning -> warning.contains("KIST_CLASSPATH is taken from the environment alone"));
    }

    /** A mounted file ends in a line end; {@code docker --env-file} passes quotes on. The same for every setting. */
    @ParameterizedTest
    @EnumSource(value = Setting.class, names = "KEY_COMMAND", mode = EnumSource.Mode.EXCLUDE)
    void whiteSpaceAndQuotes_aroundAValue_areUnderstood(Setting setting) {
        String meant =
                switch (setting) {
                    case MONGODB_URI -> "mongodb://db.example.com/app";
                    case KEY -> KEY;
                    case FINGERPRINT -> "0123456789abcdef0123456789abcdef";
                    case STRICT -> "1";
                    case TIMEOUT -> "5s";
                    default -> "value";
                };
        for (String given : List.of(
                " " + meant + "\n", "\t" + meant, '"' + meant + '"', "'" + meant + "'", "\"" + meant + "\"\n")) {
            variables.put(setting.variable(), given);

            assertThat(value(setting)).isEqualTo(meant);
            assertThat(settings().warnings()).hasSize(given.contains("\"") || given.contains("'") ? 1 : 0);
            assertThat(settings(Map.of(setting, given))
                            .find(setting)
                            .orElseThrow()
                            .text())
                    .isEqualTo(meant);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            KIST_MONGODB_URI  | postgres://db        | does not begin with mongodb://
            KIST_MONGODB_URI  | "mongodb://db        | does not begin with mongodb://
            KIST_DATABASE     | a.b                  | cannot be a database's name
            KIST_COLLECTION   | system.users         | cannot be a collection's name
            KIST_COLLECTION   | a b                  | cannot be a collection's name
            KIST_ENVIRONMENT  | pro duction          | environment
            KIST_FINGERPRINT  | 0123                 | is not a fingerprint
            KIST_STRICT       | maybe                | neither yes nor no
            KIST_TIMEOUT      | soon                 | is not a time to wait
            KIST_TIMEOUT      | 5 parsecs            | is not a time to wait
            KIST_KEY          | kist-key-1-AAAA      | key
            """)
    void valueThatCannotBeWhatItIsFor_isRefusedByItsName(String name, String text, String why) throws IOException {
        variables.put(name, text);
        assertThat(settings().faults()).singleElement().satisfies(fault -> assertThat(fault)
                .hasMessageStartingWith(name + " in the environment: ")
                .hasMessageContaining(why));
        assertThatThrownBy(() -> settings().validKeys(new ArrayList<>())).isInstanceOf(InvalidInputException.class);

        variables.remove(name);
        write("config.local", name + "='" + text + "'\n");
        if (!name.equals("KIST_ENVIRONMENT")) {
            assertThat(settings().faults()).singleElement().satisfies(fault -> assertThat(fault)
                    .hasMessageStartingWith(folder + "/config.local:1: "));
        }
    }

    @Test
    void folderThatOthersMayWrite_isRefused_andSoIsEachFileInIt() throws IOException {
        write("config", "KIST_COLLECTION=one\n");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(this::settings).hasMessageContaining(folder + " is not used");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        for (String name :
                List.of("config", "config.development", "config.local", "known_environments", "key", "local.db")) {
            Path file = write(folder.resolve(name), "", "rw-rw-rw-");
            assertThatThrownBy(this::settings)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(file + " is not used: everyone may write to it");
            Files.delete(file);
        }
    }

    @Test
    void folderOfAnotherUser_isRefused() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Files.setAttribute(folder, "unix:uid", 65_534);

        assertThatThrownBy(this::settings).hasMessageContaining("belongs to");
    }

    @Test
    void folderThatWouldBeRefused_isIgnoredWithAWarning_whereAllIsGiven() throws IOException {
        write("config", "KIST_COLLECTION=evil\n");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        variables.put("KIST_MONGODB_URI", "mongodb://db.example.com/app");
        variables.put("KIST_KEY", KEY);
        assertThatThrownBy(this::settings).isInstanceOf(InvalidInputException.class);

        variables.put("KIST_ENVIRONMENT", "production");

        assertThat(settings().collection()).isEqualTo("secrets");
        assertThat(settings().folder()).isEmpty();
        assertThat(settings().warnings()).singleElement().asString().contains("is ignored");
    }

    @Test
    void relativePaths_inAFileCountFromTheProject_inVariablesFromTheWorkingDirectory() throws IOException {
        write("config", "KIST_KEY_FILE=keys/mine\nKIST_MONGODB_URI=mongodb://db/?tlsCAFile=certs/ca.pem&w=1\n");
        write(project.resolve("keys/mine"), KEY + "\n", "rw-------");
        Path below = Files.createDirectories(project.resolve("src/main"));
        project = below;

        assertThat(settings().keys(new ArrayList<>()).asList()).hasSize(1);
        assertThat(value(Setting.MONGODB_URI))
                .isEqualTo("mongodb://db/?tlsCAFile=" + top.resolve("project/certs/ca.pem") + "&w=1");

        write(below.resolve("other"), KEY + "\n", "rw-------");
        variables.put("KIST_KEY_FILE", "other");
        assertThat(settings().keys(new ArrayList<>()).asList()).hasSize(1);
    }
}
