// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NoKeyException;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.JsonEndpoint.Request;
import dev.kist.testing.TestCertificates;
import dev.kist.testing.TransitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a key service keeps, on the local store and with a Vault of the test's own. */
class KeyServicesTest {
    private static final String TOKEN = "hvs.c4n4ry-token";
    private static final String AWS = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static TestCertificates certificates;
    private TransitServer vault;
    private String address;
    private KistRun alice;
    private KistRun service;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.createIn(shared);
    }

    @BeforeEach
    void start() {
        vault = TransitServer.start(certificates, TOKEN);
        address = vault.createKey("transit", "production");
        alice = KistRun.in(folder)
                .with("VAULT_CACERT", vault.authority().toString())
                .with("VAULT_ADDR", vaultAddr());
        service = alice.with("HOME", folder.resolve("machine").toString())
                .with("VAULT_TOKEN", TOKEN)
                .with("KIST_KEY", address);
    }

    private String vaultAddr() {
        return address.replace("hcvault://", "https://").replaceAll("/transit/.*", "");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void init_withAnAddress_makesAnEnvironmentThatItAloneOpens() {
        Result init = service.done("init");

        assertThat(init.err()).contains("using your key", address, "the only key that opens it is");
        service.done("set", "TOKEN", "first");
        assertThat(service.run("get", "TOKEN").out()).isEqualTo("first\n");
        alice.done("init", "--here");
        Result closed = alice.run("get", "TOKEN");
        assertThat(closed.code()).isEqualTo(4);
        assertThat(closed.err()).contains("kist key add -e development --label NAME kist-pub-1-");
        assertThat(Files.exists(folder.resolve("machine/.config/kist/key"))).isFalse();
    }

    @Test
    void add_ofAnAddress_letsTheServiceOpen() {
        aliceWithTheService();

        assertThat(service.run("get", "TOKEN").out()).isEqualTo("first\n");
        Result list = service.run("key", "list");
        assertThat(list.out()).contains("ADDRESS", address, "kms");
        assertThat(list.out().lines().filter(line -> line.contains(address)))
                .singleElement()
                .asString()
                .contains("yes");
        assertThat(service.run("key", "list", "--json").out()).contains("\"public_key\": \"" + address + "\"");
        assertThat(service.run("key", "public").out()).isEqualTo(address + "\n");
    }

    @Test
    void keyFile_canHoldAnAddress() throws IOException {
        aliceWithTheService();
        Path file = Files.writeString(folder.resolve("kms.key"), "# kept by Vault\n" + address + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        KistRun byFile = service.with("KIST_KEY", "").with("KIST_KEY_FILE", file.toString());

        assertThat(byFile.run("get", "TOKEN").out()).isEqualTo("first\n");
    }

    @Test
    void aMemberWithoutRightsOnTheService_canLetOthersIn_andNotRotate() {
        aliceWithTheService();
        KistRun bob = alice.with("HOME", folder.resolve("bob").toString());
        bob.done("init");
        String bobsKey = bob.publicKey();
        vault.endpoint().requests();

        alice.done("key", "add", "--label", "bob", bobsKey);

        assertThat(vault.endpoint().requests()).isEmpty();
        assertThat(service.run("get", "TOKEN").out()).isEqualTo("first\n");
        for (String[] command :
                new String[][] {{"rotate"}, {"key", "remove", "--no-wait", "bob"}, {"key", "remove", "bob", "--prepare"}
                }) {
            Result refused = alice.run(command);
            assertThat(refused.code()).as(refused.err()).isEqualTo(5);
            assertThat(refused.err())
                    .contains("the key service of " + address + " does not take the credentials: there is no token")
                    .contains("hint: set VAULT_TOKEN");
        }
        assertThat(bob.run("get", "TOKEN").out()).isEqualTo("first\n");
        assertThat(alice.run("key", "list", "--json").out()).contains("\"bob\"");
    }

    @Test
    void rotateAndRemove_keepTheServiceIn() {
        aliceWithTheService();
        KistRun both = alice.with("VAULT_TOKEN", TOKEN);

        both.done("rotate");
        assertThat(service.run("get", "TOKEN").out()).isEqualTo("first\n");
        Result prepared = both.done("key", "remove", "tester@here", "--prepare");
        String told =
                alice.run("fingerprint").out().strip() + "," + prepared.out().strip();
        Result removed = service.with("KIST_FINGERPRINT", told).done("key", "remove", "--no-wait", "tester@here");
        assertThat(removed.out()).isEqualTo(prepared.out());
        assertThat(service.run("get", "TOKEN").out()).isEqualTo("first\n");
        assertThat(alice.run("get", "TOKEN").code()).isEqualTo(4);
    }

    @Test
    void remove_ofTheAddress_shutsTheServiceOut() {
        aliceWithTheService();

        alice.done("key", "remove", "--no-wait", address);

        assertThat(service.run("get", "TOKEN").code()).isEqualTo(4);
        assertThat(alice.run("get", "TOKEN").out()).isEqualTo("first\n");
    }

    @Test
    void failuresOfTheService_areToldApart_andShowNoToken() {
        aliceWithTheService();

        Result noToken = service.with("VAULT_TOKEN", "").run("get", "TOKEN");
        assertThat(noToken.code()).isEqualTo(5);
        assertThat(noToken.err()).contains("there is no token");
        Result wrongToken = service.with("VAULT_TOKEN", "hvs.c4n4ry-wrong").run("--debug", "get", "TOKEN");
        assertThat(wrongToken.code()).isEqualTo(5);
        assertThat(wrongToken.err()).contains("does not take the credentials: decrypt: HTTP 403", address);
        vault.allow("decrypt", false);
        Result denied = service.run("get", "TOKEN");
        assertThat(denied.code()).isEqualTo(5);
        assertThat(denied.err()).contains("does not allow it", "\"update\" on transit/decrypt/production");
        vault.allow("decrypt", true);
        vault.endpoint().hang(Duration.ofSeconds(30));
        Result hanging = service.with("KIST_TIMEOUT", "300ms").run("get", "TOKEN");
        assertThat(hanging.code()).isEqualTo(5);
        assertThat(hanging.err()).contains("cannot be reached: no answer within 300 ms");
        assertThat(service.with("KIST_TIMEOUT", "300ms")
                        .run("run", "--", "true")
                        .code())
                .isEqualTo(125);
        for (Result result : new Result[] {noToken, wrongToken, denied, hanging}) {
            assertThat(result.err() + result.out()).doesNotContain("c4n4ry");
        }
    }

    @Test
    void aFailingService_isNoFailure_whereAnotherKeyOpens() throws IOException {
        aliceWithTheService();
        vault.close();
        String file = folder.resolve("home/.config/kist/key").toString();

        assertThat(service.with("KIST_KEY_FILE", file).run("get", "TOKEN").out())
                .isEqualTo("first\n");
        assertThat(service.run("get", "TOKEN").code()).isEqualTo(5);
    }

    @Test
    void anAddressWithoutItsModule_isToldWithTheModulesName() {
        Result init = service.with("KIST_KEY", AWS).run("init");

        assertThat(init.code()).isEqualTo(2);
        assertThat(init.err()).contains("needs the module kist-aws-kms", "KIST_CLASSPATH");
        alice.done("init");
        Result added = alice.run("key", "add", "--label", "aws", AWS);
        assertThat(added.code()).isEqualTo(2);
        assertThat(added.err()).contains("kist-aws-kms");
        assertThat(alice.run("key", "list", "--json").out()).doesNotContain("\"aws\"", "aws-kms:");
        Result doctor = alice.with("KIST_KEY", AWS).run("doctor");
        assertThat(doctor.out()).contains("error: keys:", "kist-aws-kms");
    }

    @Test
    void anAddressWithAPassword_isRefusedWithoutShowingIt() {
        alice.done("init");
        String wrong = "hcvault://root:c4n4ry@vault.example.com/transit/keys/production";

        for (Result result : new Result[] {
            alice.run("key", "add", "--label", "x", wrong),
            alice.with("KIST_KEY", wrong).run("list")
        }) {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("holds a user or a password").doesNotContain("c4n4ry");
        }
    }

    @Test
    void committedSettings_holdNoAddressAsKey() throws IOException {
        alice.done("init");
        Files.writeString(folder.resolve(".kist/config"), "KIST_KEY=" + address + "\n");

        Result result = alice.run("list");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("KIST_KEY is the address of a key service here");
    }

    @Test
    void doctor_saysWhetherTheServiceAnswers() {
        aliceWithTheService();

        assertThat(service.run("doctor").out()).contains("ok: keys: ", address, "its service encrypts and decrypts");
        vault.allow("encrypt", false);
        Result readOnly = service.run("doctor");
        assertThat(readOnly.code()).isZero();
        assertThat(readOnly.out()).contains("warning: keys: ", "does not let it encrypt");
        vault.close();
        Result gone = service.run("doctor");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).contains("error: keys: the key service of " + address + " cannot be reached");
    }

    @Test
    void service_isAskedOncePerCommand_andNotForOtherEnvironments() {
        aliceWithTheService();
        alice.done("set", "OTHER", "x", "-e", "staging");
        vault.endpoint().requests();

        service.done("set", "TOKEN", "second");
        assertThat(vault.endpoint().requests())
                .extracting(Request::path)
                .containsExactly("/v1/transit/decrypt/production");
        assertThat(service.run("get", "OTHER", "-e", "staging").code()).isEqualTo(4);
        assertThat(vault.endpoint().requests()).isEmpty();
    }

    @Test
    void remove_isCompleted_whereAnotherEnvironmentsServiceFails() {
        aliceWithTheService();
        alice.done("set", "OTHER", "x", "-e", "staging");
        alice.done("key", "new", "--label", "ci", "--add", "-e", "staging");
        String file = folder.resolve("home/.config/kist/key").toString();
        KistRun both = service.with("KIST_KEY_FILE", file);
        both.done("set", "OTHER", "x", "-e", "elsewhere");
        vault.close();

        Result removed = both.done("key", "remove", "--no-wait", "ci", "-e", "staging");

        assertThat(removed.err()).contains("whether elsewhere inherits from staging cannot be seen here");
        assertThat(alice.run("get", "OTHER", "-e", "staging").out()).isEqualTo("x\n");
    }

    /** A stolen laptop cannot wait for the service. */
    @Test
    void whereTheServiceIsAway_itsKeyIsTakenOutFirst_soThatAnotherOneCanBe() {
        aliceWithTheService();
        KistRun carol = alice.person("carol");
        alice.done("key", "add", "--label", "carol", carol.publicKey());
        KistRun token = alice.with("VAULT_TOKEN", TOKEN);
        vault.close();

        for (String command : List.of("key remove --no-wait carol", "key remove --prepare carol", "rotate")) {
            Result refused = token.run(command.split(" "));
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.err())
                    .contains("cannot be reached")
                    .contains("to go on without the service: kist key remove " + address + " -e development")
                    .contains("kist key add --label NAME " + address + " -e development lets it in again");
        }
        assertThat(token.run("key", "add", "--label", "kms-2", address + "-2").err())
                .contains("cannot be reached")
                .doesNotContain("to go on without");

        alice.done("key", "remove", "--no-wait", address, "-e", "development");
        alice.done("key", "remove", "--no-wait", "carol");

        assertThat(carol.run("get", "TOKEN").code()).isEqualTo(4);
        assertThat(alice.done("get", "TOKEN").out()).isEqualTo("first\n");
    }

    @Test
    void library_opensWithAnAddress() {
        aliceWithTheService();
        KistOptions.Builder options = KistOptions.builder()
                .variables(Map.of(
                        "HOME", folder.resolve("machine").toString(),
                        "VAULT_TOKEN", TOKEN,
                        "VAULT_ADDR", vaultAddr(),
                        "VAULT_CACERT", vault.authority().toString()))
                .directory(folder)
                .allowLocalStore();

        try (Kist kist = Kist.open(options.key(address).build())) {
            assertThat(kist.environment("development").load().get("TOKEN")).isEqualTo("first");
            vault.endpoint().requests();
            assertThat(kist.environment("development").load().get("TOKEN")).isEqualTo("first");
            assertThat(vault.endpoint().requests()).isEmpty();
        }
        try (Kist kist = Kist.open(options.key(AWS).build())) {
            assertThatThrownBy(() -> kist.environment("development").load()).isInstanceOf(NoKeyException.class);
        }
    }

    /** An environment of alice's that the service's key opens, too. */
    private void aliceWithTheService() {
        alice.done("init");
        alice.done("set", "TOKEN", "first");
        Result added = alice.with("VAULT_TOKEN", TOKEN).done("key", "add", "--label", "kms", address);
        assertThat(added.err()).contains("whoever its service allows to decrypt", address, "2 keys open it now");
    }
}
