// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.KmsKey;
import dev.kist.spi.KmsProvider;
import dev.kist.testing.JsonEndpoint.Answer;
import dev.kist.testing.JsonEndpoint.Request;
import dev.kist.testing.TestCertificates;
import dev.kist.testing.TransitServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransitKeyTest {
    private static final String TOKEN = "hvs.c4n4ry-token";
    private static final byte[] PLAINTEXT = "c4n4ry-plaintext \u0000\u00ff".getBytes(UTF_8);
    private static final byte[] DATA = "kist:v1:keyring production".getBytes(UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    static Path shared;

    @TempDir
    Path home;

    private static TestCertificates certificates;
    private TransitServer vault;
    private String address;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.createIn(shared);
    }

    @BeforeEach
    void start() {
        vault = TransitServer.start(certificates, TOKEN);
        address = vault.createKey("transit", "production");
        variables.put("VAULT_TOKEN", TOKEN);
        variables.put("VAULT_CACERT", vault.authority().toString());
        variables.put("HOME", home.toString());
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    private KmsKey key() {
        return key(address, TIMEOUT);
    }

    /** As whoever has said that the server of {@code at} is theirs. */
    private KmsKey key(String at, Duration timeout) {
        variables.put("VAULT_ADDR", "https://" + KmsAddress.parse(at).parts().get(0));
        return open(at, timeout);
    }

    private KmsKey open(String at, Duration timeout) {
        KmsAddress parsed = KmsAddress.parse(at);
        KmsProvider provider = ServiceLoader.load(KmsProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.service() == parsed.service())
                .findFirst()
                .orElseThrow();
        return provider.open(parsed, variables, timeout);
    }

    @Test
    void decrypt_ofWhatWasEncrypted_givesItBack() throws Exception {
        KmsKey key = key();

        byte[] ciphertext = key.encrypt(PLAINTEXT, DATA);

        assertThat(new String(ciphertext, US_ASCII)).matches("vault:v1:[A-Za-z0-9+/=]+");
        assertThat(key.decrypt(ciphertext, DATA)).isEqualTo(PLAINTEXT);
        assertThat(key().decrypt(ciphertext, DATA)).isEqualTo(PLAINTEXT);
    }

    @Test
    void requests_haveTheFormOfTinksIntegration() throws Exception {
        address = vault.createKey("team/a/transit", "production");
        variables.put("VAULT_NAMESPACE", "acme/");
        KmsKey key = key();
        byte[] ciphertext = key.encrypt(PLAINTEXT, DATA);
        key.decrypt(ciphertext, DATA);

        var requests = vault.endpoint().requests();
        assertThat(requests)
                .extracting(Request::path)
                .containsExactly("/v1/team/a/transit/encrypt/production", "/v1/team/a/transit/decrypt/production");
        for (Request request : requests) {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("X-Vault-Token")).isEqualTo(TOKEN);
            assertThat(request.header("X-Vault-Request")).isEqualTo("true");
            assertThat(request.header("X-Vault-Namespace")).isEqualTo("acme/");
            assertThat(request.body().get("associated_data").getAsString())
                    .isEqualTo(Base64.getEncoder().encodeToString(DATA));
            assertThat(request.body().has("context")).isFalse();
        }
        assertThat(requests.get(0).body().get("plaintext").getAsString())
                .isEqualTo(Base64.getEncoder().encodeToString(PLAINTEXT));
        assertThat(requests.get(1).body().get("ciphertext").getAsString()).isEqualTo(new String(ciphertext, US_ASCII));
    }

    @Test
    void decrypt_ofOtherBytesOrOtherData_isNoFailureOfTheService() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);
        byte[] changed = ciphertext.clone();
        changed[20] = (byte) (changed[20] == 'A' ? 'B' : 'A');

        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, "kist:v1:keyring staging".getBytes(UTF_8)));
        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, new byte[0]));
        assertDoesNotDecrypt(() -> key().decrypt(changed, DATA));
        address = vault.createKey("transit", "other");
        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, DATA));
        vault.endpoint().answer(TransitServer.errors(500, "cipher: message authentication failed"));
        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, DATA));
    }

    @Test
    void decrypt_ofWhatIsNoCiphertextOfVault_asksNothing() {
        for (String text : new String[] {"", "x", "vault:v1:", "vault:v1:A\"}", "vault:v1:\u00e4\n"}) {
            assertDoesNotDecrypt(() -> key().decrypt(text.getBytes(UTF_8), DATA));
        }
        assertThat(vault.endpoint().requests()).isEmpty();
    }

    private static void assertDoesNotDecrypt(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(GeneralSecurityException.class).hasNoCause();
    }

    @Test
    void token_isTakenFromTheFileThatVaultLoginWrites() throws Exception {
        variables.remove("VAULT_TOKEN");
        assertFails(Problem.CREDENTIALS, () -> key().encrypt(PLAINTEXT, DATA));

        Files.writeString(home.resolve(".vault-token"), TOKEN + "\n");

        assertThat(key().decrypt(key().encrypt(PLAINTEXT, DATA), DATA)).isEqualTo(PLAINTEXT);
    }

    @Test
    void refusals_areToldApart() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);

        vault.allow("decrypt", false);
        assertThat(assertFails(Problem.PRIVILEGE, () -> key().decrypt(ciphertext, DATA)))
                .hasMessage("the key service of " + address + " does not allow it: decrypt: HTTP 403")
                .extracting(e -> e.hint().orElse(""))
                .asString()
                .contains("\"update\" on transit/decrypt/production");
        vault.allow("decrypt", true);

        variables.put("VAULT_TOKEN", "hvs.c4n4ry-expired");
        assertFails(Problem.CREDENTIALS, () -> key().decrypt(ciphertext, DATA));
        variables.put("VAULT_TOKEN", TOKEN);

        String missing = address.replace("production", "missing");
        assertFails(Problem.KEY, () -> key(missing, TIMEOUT).encrypt(PLAINTEXT, DATA));
        assertFails(Problem.KEY, () -> key(missing, TIMEOUT).decrypt(ciphertext, DATA));
        vault.endpoint().answer(TransitServer.errors(404, "no handler for route"));
        assertFails(Problem.KEY, () -> key().encrypt(PLAINTEXT, DATA));
        vault.endpoint().answer(TransitServer.errors(503, "Vault is sealed"));
        assertThat(assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("HTTP 503")
                .hasMessageContaining("sealed");
        vault.endpoint().answer(TransitServer.errors(429, "rate limited"));
        assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA));
        vault.endpoint().answer(TransitServer.errors(500, "c4n4ry-plaintext"));
        assertFails(Problem.ANSWER, () -> key().decrypt(ciphertext, DATA));
    }

    @Test
    void redirect_isNotFollowed() {
        TransitServer other = TransitServer.start(certificates, TOKEN);
        vault.endpoint()
                .answer(new Answer(
                        307,
                        Map.of(
                                "Location",
                                "https://" + other.endpoint().authority() + "/v1/transit/encrypt/production"),
                        ""));

        assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA));
        assertThat(other.endpoint().requests()).isEmpty();
        other.close();
    }

    @Test
    void answers_thatAreNoneOfVault_areRefused() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);
        for (String body : new String[] {
            "",
            "<html>",
            "[]",
            "{}",
            "null",
            "{\"data\":null}",
            "{\"data\":{}}",
            "{\"data\":{\"plaintext\":[],\"ciphertext\":1}}",
            "{\"data\":{\"plaintext\":\"%%\",\"ciphertext\":\"plain\"}}"
        }) {
            vault.endpoint().answer(new Answer(200, Map.of(), body));
            assertFails(Problem.ANSWER, () -> key().encrypt(PLAINTEXT, DATA));
            assertFails(Problem.ANSWER, () -> key().decrypt(ciphertext, DATA));
        }
    }

    @Test
    void aServerThatIsNotThere_orHangs_orCuts_isUnreachable() {
        vault.endpoint().cut();
        assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA));

        vault.endpoint().hang(Duration.ofSeconds(30));
        long begin = System.nanoTime();
        assertThat(assertFails(Problem.UNREACHABLE, () -> key(address, Duration.ofMillis(300))
                        .encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("no answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

        vault.close();
        assertThat(assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("no connection");
        assertFails(Problem.UNREACHABLE, () -> key("hcvault://no-such-host.invalid/transit/keys/production", TIMEOUT)
                .encrypt(PLAINTEXT, DATA));
    }

    @Test
    void aCertificateOfAnAuthorityThatIsNotTrusted_isRefused() {
        variables.remove("VAULT_CACERT");

        assertThat(assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("no trusted TLS connection")
                .extracting(e -> e.hint().orElse(""))
                .asString()
                .contains("VAULT_CACERT");
        assertThat(vault.endpoint().requests()).isEmpty();
    }

    @Test
    void aCertificateForAnotherHost_isRefused() {
        String other = address.replace("127.0.0.1", "127.0.0.2");

        assertFails(Problem.UNREACHABLE, () -> key(other, TIMEOUT).encrypt(PLAINTEXT, DATA));
        assertThat(vault.endpoint().requests()).isEmpty();
    }

    /** The address may come from a cloned project, or from another member's entry in the environment. */
    @Test
    void token_goesToTheServerOfVaultAddrAlone() {
        String host = KmsAddress.parse(address).parts().get(0);
        for (String addr : List.of(
                "https://vault.example.com",
                "https://vault.example.com:8200/",
                "http://" + host,
                "https://user@" + host,
                "https://" + host + ".example.com",
                "https://127.0.0.1",
                host,
                "")) {
            variables.put("VAULT_ADDR", addr);

            assertThat(assertFails(
                            Problem.CREDENTIALS, () -> open(address, TIMEOUT).encrypt(PLAINTEXT, DATA)))
                    .hasMessageContaining("VAULT_ADDR");
        }
        assertThat(vault.endpoint().requests()).isEmpty();

        for (String addr : List.of("https://" + host, "HTTPS://" + host + "/", " https://" + host + "/v1/ ")) {
            variables.put("VAULT_ADDR", addr);
            assertThat(open(address, TIMEOUT).encrypt(PLAINTEXT, DATA)).isNotEmpty();
        }
    }

    @Test
    void settings_thatAreWrong_areRefusedWithoutTheToken() throws IOException {
        variables.put("VAULT_CACERT", home.resolve("missing.pem").toString());
        assertThatThrownBy(this::key).isInstanceOf(InvalidInputException.class);
        variables.put(
                "VAULT_CACERT", Files.writeString(home.resolve("empty.pem"), "").toString());
        assertThatThrownBy(this::key).isInstanceOf(InvalidInputException.class).hasMessageContaining("VAULT_CACERT");
        variables.remove("VAULT_CACERT");
        variables.put("VAULT_TOKEN", TOKEN + "\r\nX-Other: 1");

        assertThatThrownBy(this::key).isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(everything(e))
                .doesNotContain("c4n4ry"));
    }

    private static KmsException assertFails(Problem problem, ThrowingCallable call) {
        Throwable[] caught = new Throwable[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(KmsException.class, e -> {
            caught[0] = e;
            assertThat(e.problem()).isEqualTo(problem);
            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(e).hasNoCause();
            assertThat(everything(e))
                    .doesNotContain("c4n4ry", Base64.getEncoder().encodeToString(PLAINTEXT));
        });
        return (KmsException) caught[0];
    }

    private static String everything(KistException e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text + e.hint().orElse("");
    }
}
