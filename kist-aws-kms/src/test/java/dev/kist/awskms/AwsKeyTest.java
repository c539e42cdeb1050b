// SPDX-License-Identifier: Apache-2.0
package dev.kist.awskms;

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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AwsKeyTest {
    private static final byte[] PLAINTEXT = "c4n4ry-plaintext \u0000\u00ff".getBytes(UTF_8);
    private static final byte[] DATA = "kist:v1:keyring production".getBytes(UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TrentService service = new TrentService("AKIDEXAMPLE");
    private final Map<String, String> variables = new HashMap<>();
    private String arn = "";

    @BeforeEach
    void start() {
        arn = service.createKey("1234abcd-12ab-34cd-56ef-1234567890ab");
        variables.put("AWS_ENDPOINT_URL_KMS", service.url());
        variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        variables.put("AWS_SECRET_ACCESS_KEY", "c4n4ry-secret");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private KmsKey key() {
        return key(arn, TIMEOUT);
    }

    private KmsKey key(String at, Duration timeout) {
        KmsProvider provider = ServiceLoader.load(KmsProvider.class).findFirst().orElseThrow();
        KmsAddress address = KmsAddress.parse("aws-kms://" + at);
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
    void requests_areTinks_signedForTheRegionOfTheAddress() throws Exception {
        variables.put("AWS_SESSION_TOKEN", "c4n4ry-session");
        KmsKey key = key();
        key.decrypt(key.encrypt(PLAINTEXT, DATA), DATA);

        List<Request> requests = service.endpoint().requests();
        assertThat(requests)
                .extracting(request -> request.header("X-Amz-Target"))
                .containsExactly("TrentService.Encrypt", "TrentService.Decrypt");
        for (Request request : requests) {
            assertThat(request.body().get("KeyId").getAsString()).isEqualTo(arn);
            assertThat(request.body().get("EncryptionContext").toString())
                    .isEqualTo("{\"associatedData\":\"" + HexFormat.of().formatHex(DATA) + "\"}");
            assertThat(request.header("Authorization")).contains("/eu-central-1/kms/aws4_request", "Signature=");
            assertThat(request.header("X-Amz-Security-Token")).isEqualTo("c4n4ry-session");
        }
        assertThat(requests.get(0).body().get("Plaintext").getAsString())
                .isEqualTo(Base64.getEncoder().encodeToString(PLAINTEXT));
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
        service.endpoint().answer(TrentService.error(400, "IncorrectKeyException", ""));
        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, DATA));
    }

    @Test
    void decrypt_byAnotherKeyThanAsked_isRefused() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);
        service.endpoint()
                .answer(new Answer(
                        200,
                        Map.of(),
                        "{\"KeyId\":\"arn:aws:kms:eu-central-1:111122223333:key/other\",\"Plaintext\":\"AAAA\"}"));

        assertDoesNotDecrypt(() -> key().decrypt(ciphertext, DATA));
    }

    private static void assertDoesNotDecrypt(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(GeneralSecurityException.class).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, PRIVILEGE",
        "400, UnrecognizedClientException, CREDENTIALS",
        "400, ExpiredTokenException, CREDENTIALS",
        "403, InvalidSignatureException, CREDENTIALS",
        "400, NotFoundException, KEY",
        "400, DisabledException, KEY",
        "400, KMSInvalidStateException, KEY",
        "400, ThrottlingException, UNREACHABLE",
        "500, KMSInternalException, UNREACHABLE",
        "503, DependencyTimeoutException, UNREACHABLE",
        "400, ValidationException, ANSWER",
    })
    void refusals_areToldApart(int status, String type, Problem problem) {
        KmsKey key = key();
        service.endpoint().answer(TrentService.error(status, type, "User c4n4ry is not authorized"));

        assertThat(assertFails(problem, () -> key.encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("aws-kms://" + arn)
                .hasMessageEndingWith("Encrypt: " + type);
        assertThat(assertFails(problem, () -> key.decrypt(PLAINTEXT, DATA))).hasMessageEndingWith("Decrypt: " + type);
    }

    @Test
    void wrongCredentials_andAKeyThatIsNotThere_areToldByTheServiceItself() {
        assertFails(Problem.KEY, () -> key(arn + "0", TIMEOUT).encrypt(PLAINTEXT, DATA));
        variables.put("AWS_ACCESS_KEY_ID", "AKIDOTHER");
        assertFails(Problem.CREDENTIALS, () -> key().encrypt(PLAINTEXT, DATA));
    }

    @Test
    void answers_thatAreNoneOfKms_areRefused() {
        byte[] ciphertext = key().encrypt(PLAINTEXT, DATA);
        for (String body : new String[] {"", "<html>", "[]", "{}", "{\"Plaintext\":\"c4n4ry\"}"}) {
            for (int status : new int[] {200, 400}) {
                service.endpoint().answer(new Answer(status, Map.of(), body));
                assertThatThrownBy(() -> key().encrypt(PLAINTEXT, DATA))
                        .isInstanceOf(KmsException.class)
                        .hasNoCause();
                // An answer that names no key is one by another key.
                assertThatThrownBy(() -> key().decrypt(ciphertext, DATA))
                        .isInstanceOfAny(KmsException.class, GeneralSecurityException.class)
                        .hasNoCause();
            }
        }
    }

    @Test
    void aServerThatIsNotThere_orHangs_orCuts_isUnreachable() {
        service.endpoint().cut();
        assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA));

        service.endpoint().hang(Duration.ofSeconds(30));
        KmsKey hasty = key(arn, Duration.ofMillis(300));
        long begin = System.nanoTime();
        assertFails(Problem.UNREACHABLE, () -> hasty.encrypt(PLAINTEXT, DATA));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

        service.close();
        assertThat(assertFails(Problem.UNREACHABLE, () -> key().encrypt(PLAINTEXT, DATA)))
                .hasMessageContaining("ConnectException");
    }

    @Test
    void endpoint_thatWouldSendTheKeyringInClear_isRefused() {
        for (String url : new String[] {
            "http://kms.example.com", "ftp://127.0.0.1", "kms", "https://user:c4n4ry@kms.example.com", "https:// c4n4ry"
        }) {
            variables.put("AWS_ENDPOINT_URL_KMS", url);
            assertThatThrownBy(this::key)
                    .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(everything(e))
                            .doesNotContain("c4n4ry"));
        }
        variables.remove("AWS_ENDPOINT_URL_KMS");
        variables.put("AWS_ENDPOINT_URL", service.url());
        assertThat(key().encrypt(PLAINTEXT, DATA)).isNotEmpty();
    }

    @Test
    void encrypt_ofMoreThanKmsTakes_saysSo() {
        assertThatThrownBy(() -> key().encrypt(new byte[4097], DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4096");
        assertThat(service.endpoint().requests()).isEmpty();
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
