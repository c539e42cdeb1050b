// SPDX-License-Identifier: Apache-2.0
package dev.kist.hcvault;

import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.spi.KmsAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Sends requests to one Vault server, over HTTPS alone. Redirects are not followed: they would carry the token to another
 * server. Thread-safe.
 */
final class VaultRequests {
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private final KmsAddress address;
    private final VaultSettings settings;
    private final Duration timeout;
    private final HttpClient client;

    VaultRequests(KmsAddress address, VaultSettings settings, Duration timeout) {
        this.address = address;
        this.settings = settings;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(settings.trust())
                .build();
    }

    /** What the server answered: a status and a body, which is text of its own that no message may show. */
    record Answer(int status, String body) {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Posts {@code json} to {@code path} below {@code /v1/}.
     *
     * @throws KmsException if there is no connection, or no answer in time
     */
    Answer post(String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://" + address.parts().get(0) + "/v1/" + path))
                .timeout(timeout)
                .header("X-Vault-Token", settings.token())
                // An agent in between may demand it, so that no browser can be made to ask.
                .header("X-Vault-Request", "true")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LONGEST_ANSWER);
                return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException | UnresolvedAddressException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KmsException(address.text(), Problem.UNREACHABLE, "interrupted", null);
        }
    }

    private KmsException unreachable(Exception e) {
        if (e instanceof HttpTimeoutException) {
            return new KmsException(
                    address.text(),
                    Problem.UNREACHABLE,
                    "no answer within " + timeout.toMillis() + " ms",
                    "check the network, or give it more time with KIST_TIMEOUT");
        }
        if (e instanceof SSLException) {
            return new KmsException(
                    address.text(),
                    Problem.UNREACHABLE,
                    "no trusted TLS connection (" + e.getClass().getSimpleName() + ")",
                    "let VAULT_CACERT name the file with the certificate of its authority; the host name must be one of the"
                            + " server's certificate");
        }
        boolean isRefused = e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof UnresolvedAddressException;
        return new KmsException(
                address.text(),
                Problem.UNREACHABLE,
                (isRefused ? "no connection (" : "the connection broke (")
                        + e.getClass().getSimpleName() + ")",
                "check the host and port of the address; without a port it is 443");
    }
}
