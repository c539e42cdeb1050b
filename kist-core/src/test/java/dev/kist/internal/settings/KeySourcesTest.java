// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.internal.keyring.X25519Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySourcesTest extends SettingsFixture {
    @Test
    void defaultPlaces_areAllTried() throws IOException {
        write("key", secretKey() + "\n");
        write(top.resolve("home/.config/kist/key"), secretKey() + "\n", "rw-------");
        Path credentials = top.resolve("run/credentials");
        // systemd shows them to a group by its access list.
        write(credentials.resolve("kist-key"), secretKey() + "\n", "r--r-----");
        variables.put("CREDENTIALS_DIRECTORY", credentials.toString());
        variables.put("KIST_KEY", secretKey());

        assertThat(settings().keys(new ArrayList<>()).asList()).hasSize(4);
        assertThat(settings().defaultKeyFiles()).hasSize(3).allMatch(Files::exists);
    }

    @Test
    void keyFileAtADefaultPlace_thatOthersCanReadOrWrite_isRefused() throws IOException {
        for (String mode : List.of("rw-r--r--", "rw----r--", "rw-rw-rw-")) {
            write(top.resolve("home/.config/kist/key"), secretKey() + "\n", mode);
            assertThatThrownBy(() -> settings().keys(new ArrayList<>())).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void keyFileThatAVariableNames_thatOthersCanRead_isAWarning() throws IOException {
        Path file = write(top.resolve("mounted"), secretKey() + "\n", "rw-r--r--");
        variables.put("KIST_KEY_FILE", file + "\n");
        List<String> warnings = new ArrayList<>();

        assertThat(settings().keys(warnings).asList()).hasSize(1);
        assertThat(warnings).singleElement().asString().contains("can be read by others");
    }

    /** As editors on Windows save it. */
    @Test
    void keyFile_withAByteOrderMark_isRead() throws IOException {
        write(top.resolve("home/.config/kist/key"), "\uFEFF" + secretKey() + "\r\n", "rw-------");

        assertThat(settings().keys(new ArrayList<>()).asList()).hasSize(1);
    }

    @Test
    void keyCommand_givesTheKey_withCommentsAsAKeyFileHasThem() {
        String key = secretKey();
        variables.put("KIST_KEY_COMMAND", "printf '# my key\\n%s\\n' \"$PASSED\"");
        variables.put("PASSED", key);
        variables.put("KIST_MONGODB_URI", "mongodb://u:canary@db");

        assertThat(settings().keysOfCommand().asList()).containsExactly(X25519Identity.parse(key));
        assertThat(settings().keys()).hasSize(1);
    }

    @Test
    void keyCommand_getsNoSettingOfKist_andNotKistsStandardInput() {
        variables.put("KIST_MONGODB_URI", "mongodb://u:canary@db");
        variables.put("KIST_KEY_COMMAND", "env | grep KIST_ && echo found; cat; echo " + secretKey());

        assertThat(settings().keysOfCommand().asList()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            exit 3                | ends with exit code 3
            true                  | prints nothing
            echo canary-no-key    | is no key
            head -c 70000 /dev/zero | more than 64 KiB
            """)
    void keyCommand_thatFails_isSaid_withoutWhatItPrinted(String command, String why) {
        variables.put("KIST_KEY_COMMAND", command);

        assertThatThrownBy(() -> settings().keysOfCommand())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("KIST_KEY_COMMAND")
                .hasMessageContaining(why)
                .hasMessageNotContaining("canary");
    }

    @Test
    void keyCommand_thatTakesTooLong_isEnded_withAllItStarted() throws IOException {
        Path file = top.resolve("late");
        KeyCommand command = new KeyCommand(
                "(sleep 2; touch " + file + ") & sleep 60",
                "KIST_KEY_COMMAND in the environment",
                Map.of("PATH", System.getenv("PATH")),
                top,
                Duration.ofMillis(300));

        long start = System.nanoTime();
        assertThatThrownBy(command::run).hasMessageContaining("takes more than");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static String secretKey() {
        return X25519Identity.generate().exposeText();
    }
}
