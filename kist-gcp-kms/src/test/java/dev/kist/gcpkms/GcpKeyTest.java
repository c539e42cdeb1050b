// SPDX-License-Identifier: Apache-2.0
package dev.kist.gcpkms;

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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GcpKeyTest {
    private static final byte[] PLAINTEXT = "c4n4ry-plaintext \u0000\u00ff".getBytes(UTF_8);
    private static final byte[] DATA = "kist:v1:keyring production".getBytes(UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final CloudKmsServer service = new CloudKmsServer();
    private final Map<String, String> variables = new HashMap<>();
    private String name = "";

    @BeforeEach
    void start() throws Exception {
        name = service.createKey("production");
        variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", service.url());
        variables.put(
                "GOOGLE_APPLICATION_CREDENTIALS", service.credentialsIn(folder).toString());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private KmsKey key() {
        return key(name, TIMEOUT);
    }

    private KmsKey key(String at, Duration timeout) {
        KmsProvider provider = ServiceLoader.load(KmsProvider.class).findFirst().orElseThrow();
        KmsAddress address = KmsAddress.parse("gcp-kms://" + at);
        assertThat(provider.service()).isEqualTo(address.service());
        return provider.open(address, variables, timeout);
    }

    @Test
    void decrypt_ofWhatWasEncrypted_givesItBack() throws Exception {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);

        assertThat(ciphertext).hasSize(PLAINTEXT.length + 28);
        assertThat(key().decrypt(ciphertext, DATA)).isEqualTo(PLAINTEXT);
    }

    @Test
    void requests_areTinks_withATokenForTheServiceAccount() throws Exception {
        KmsKey key = key();
        key.decrypt(key.encrypt(PLAINTEXT, DATA), DATA);

        List<Request> requests = service.endpoint().requests();
        assertThat(requests)
                .extracting(Request::path)
                .containsExactly("/token", "/v1/" + name + ":encrypt", "/v1/" + name + ":decrypt");
        for (Request request : requests.subList(1, 3)) {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("Authorization")).isEqualTo("Bearer c4n4ry-access-token");
            assertThat(Base64.getDecoder()
                            .decode(request.body()
                                    .get("additionalAuthenticatedData")
                                    .getAsString()))
                    .isEqualTo(DATA);
        }
    }

    @Test
    void decrypt_ofOtherBytesOrOtherData_isNoFailureOfTheService() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);
        byte[] changed = ciphertext.clone();
        changed[20] ^= 1;

        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, "kist:v1:keyring staging".getBytes(UTF_8)));
        assertDoesNotDecrypt(() -> key().decrypt(changed, DATA));
        assertDoesNotDecrypt(() -> key().decrypt(new byte[1], DATA));
        String other = service.createKey("other");
        assertDoesNotDecrypt(() -> key(other, TIMEOUT).decrypt(ciphertext, DATA));
    }

    private static void assertDoesNotDecrypt(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(GeneralSecurityException.class).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, CREDENTIALS",
        "403, PERMISSION_DENIED, PRIVILEGE",
        "404, NOT_FOUND, KEY",
        "400, FAILED_PRECONDITION, KEY",
        "429, RESOURCE_EXHAUSTED, UNREACHABLE",
        "500, INTERNAL, UNREACHABLE",
        "503, UNAVAILABLE, UNREACHABLE",
        "418, TEAPOT, ANSWER",
    })
    void refusals_areToldApart(int code, String status, Problem problem) {
        KmsKey key = key();
        key.encrypt(PLAINTEXT, DATA);
        // Of a 401 the JDK does not show the body.
        service.endpoint().answer(CloudKmsServer.error(code, status));

        assertThat(assertFails(problem, () -> key.encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("gcp-kms://" + name)
                .hasMessageContaining("encrypt: HTTP " + code + (code == 401 ? "" : " " + status));
        assertThat(assertFails(problem, () -> key.decrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("decrypt: HTTP " + code);
    }

    @Test
    void credentials_thatAreMissingOrWrongOrRefused_areToldApart() throws IOException {
        assertFails(Problem.KEY, () -> key(name + "0", TIMEOUT).encrypt(PLAINTEXT, DATA));
        service.refuseTokens();
        assertThat(assertFails(Problem.CREDENTIALS, () -> key().encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("no token: HTTP 400");
        variables.put(
                "GOOGLE_APPLICATION_CREDENTIALS", folder.resolve("missing.json").toString());
        assertFails(Problem.CREDENTIALS, this::key);
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"type\":\"c4n4ry\"}");
        variables.put("GOOGLE_APPLICATION_CREDENTIALS", wrong.toString());
        assertFails(Problem.CREDENTIALS, this::key);
    }

    @Test
    void answers_thatAreNoneOfKms_areRefused() {
        KmsKey key = key();
        byte[] ciphertext = key.encrypt(PLAINTEXT, DATA);
        for (String body : new String[] {"", "<html>", "[]", "{}", "{\"plaintext\":7}"}) {
            for (int status : new int[] {200, 404}) {
                service.endpoint().answer(new Answer(status, Map.of(), body));
                for (ThrowingCallable call : List.<ThrowingCallable>of(
                        () -> key.encrypt(PLAINTEXT, DATA), () -> key.decrypt(ciphertext, DATA))) {
                    assertThatThrownBy(call)
                            .as(status + " " + body)
                            .isInstanceOf(KmsException.class)
                            .hasNoCause();
                }
            }
        }
    }

    @Test
    void redirect_isNotFollowed() {
        CloudKmsServer other = new CloudKmsServer();
        KmsKey key = key();
        key.encrypt(PLAINTEXT, DATA);
        service.endpoint().answer(new Answer(307, Map.of("Location", other.url() + "/v1/" + name + ":encrypt"), ""));

        assertFails(Problem.ANSWER, () -> key.encrypt(PLAINTEXT, DATA));
        assertThat(other.endpoint().requests()).isEmpty();
        other.close();
    }

    @Test
    void aServerThatIsNotThere_orHangs_orCuts_isUnreachable() {
        KmsKey key = key();
        KmsKey hasty = key(name, Duration.ofMillis(300));
        key.encrypt(PLAINTEXT, DATA);
        hasty.encrypt(PLAINTEXT, DATA);
        service.endpoint().cut();
        assertFails(Problem.UNREACHABLE, () -> key.encrypt(PLAINTEXT, DATA));

        service.endpoint().hang(Duration.ofSeconds(30));
        long begin = System.nanoTime();
        assertFails(Problem.UNREACHABLE, () -> hasty.encrypt(PLAINTEXT, DATA));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

        service.close();
        assertThat(assertFails(Problem.UNREACHABLE, () -> key.encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("ConnectException");
        assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA));
    }

    @Test
    void endpoint_thatWouldSendTheKeyringInClear_isRefused() {
        for (String url : new String[] {
            "http://kms.example.com", "ftp://127.0.0.1", "kms", "https://user:c4n4ry@kms.example.com", "https:// c4n4ry"
        }) {
            variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS", url);
            assertThatThrownBy(this::key)
                    .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(everything(e))
                            .doesNotContain("c4n4ry"));
        }
    }

    @Test
    void logs_holdNoKeyring_atAnyLevel() throws Exception {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("com.google");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            KmsKey key = key();
            key.decrypt(key.encrypt(PLAINTEXT, DATA), DATA);
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(String.join("\n", lines))
                .doesNotContain("c4n4ry-plaintext", Base64.getEncoder().encodeToString(PLAINTEXT));
    }

    private static KmsException assertFails(Problem problem, ThrowingCallable call) {
        Throwable[] caught = new Throwable[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(KmsException.class, e -> {
            caught[0] = e;
            assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
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
