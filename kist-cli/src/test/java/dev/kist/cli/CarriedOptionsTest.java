// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command in a hint goes where the one went that was typed. */
class CarriedOptionsTest {
    private static final String NOWHERE = "mongodb://127.0.0.1:1/x";

    private final KistRun kist;
    private final String keyFile;

    CarriedOptionsTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        keyFile = folder.resolve("home/.config/kist/key").toString();
    }

    @Test
    void aHint_hasTheOptionsThatSayWhere_asTheyWereTyped() {
        kist.done("set", "GONE", "1");
        kist.done("delete", "GONE");

        assertThat(kist.failed(3, "get", "GONE", "--key-file", keyFile, "--timeout", "2s")
                        .err())
                .contains("hint: kist --key-file " + keyFile
                        + " --timeout 2s restore GONE -e development brings it back");
        assertThat(kist.failed(3, "--key-file=" + keyFile, "get", "NOPE").err())
                .contains("hint: kist --key-file " + keyFile + " list -e development shows the names");
        assertThat(kist.failed(3, "get", "GONE").err())
                .contains("hint: kist restore GONE -e development brings it back");
    }

    @Test
    void aHint_canBePasted_whateverTheOptionsHold() throws Exception {
        Path key = Path.of(keyFile);
        Path odd = Files.copy(key, key.resolveSibling("it's one"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(kist.failed(3, "get", "NOPE", "--key-file", odd.toString()).err())
                .contains("hint: kist --key-file '" + key.resolveSibling("it'\\''s one") + "' list ");
        Path control = Files.copy(key, key.resolveSibling("a\u0007b"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(kist.failed(3, "get", "NOPE", "--key-file", control.toString())
                        .err())
                .contains("hint: kist --key-file ... list ");
    }

    @Test
    void aHint_neverHoldsACredential() {
        for (String uri : new String[] {
            "mongodb://bob:geheim@127.0.0.1:1/x",
            NOWHERE + "?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:geheim",
            NOWHERE + "?tlsCertificateKeyFilePassword=geheim"
        }) {
            assertThat(kist.with("KIST_STRICT", "1")
                            .run("get", "A", "--uri", uri, "--timeout", "300ms")
                            .err())
                    .as(uri)
                    .doesNotContain("geheim");
        }
    }

    @Test
    void commandsOfAMember_areNotChanged() {
        String stranger = dev.kist.internal.keyring.X25519Identity.generate().exposeText();
        assertThat(kist.with("HOME", kist.folder().resolve("elsewhere").toString())
                        .with("KIST_KEY", stranger)
                        .failed(4, "get", "A", "--timeout", "2s")
                        .err())
                .contains("ask a member to run: kist key add -e development --label NAME kist-pub-1-");
    }

    @Test
    void whereNoValueIsTaken_noneIsSpokenOf() {
        for (String line : new String[] {"rename A B C", "diff a b c", "use a b"}) {
            assertThat(kist.failed(2, line.split(" ")).err())
                    .as(line)
                    .doesNotContain("value")
                    .contains("--help");
        }
        assertThat(kist.failed(2, "token").err()).contains("kist key new --add --label NAME -e ENV");
    }
}
