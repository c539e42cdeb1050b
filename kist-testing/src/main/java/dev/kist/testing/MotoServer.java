// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * moto, a program that others wrote to stand in for AWS: {@code kist-testing/python/moto.txt}, installed at first use into
 * {@code target/test-moto}. Where it cannot be had, the test is skipped with one line; in CI it fails.
 */
public final class MotoServer implements AutoCloseable {
    private final OwnedProcess process;
    private final String url;

    private MotoServer(OwnedProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one on a loopback port. */
    public static MotoServer start() {
        Path environment = BuildFolders.target("test-moto");
        Optional<String> failure = PythonEnvironment.install(environment, "python/moto.txt");
        if (failure.isPresent()) {
            throw Requirement.unmet(
                    "no moto for the tests: install python3 with its venv module, and have a package index"
                            + " in reach (" + failure.get() + ")");
        }
        Path folder = BuildFolders.fresh("moto");
        int port = freePort();
        OwnedProcess process = OwnedProcess.start(
                List.of(environment.resolve("bin/moto_server").toString(), "-H", "127.0.0.1", "-p", "" + port),
                folder,
                folder.resolve("moto.log"));
        MotoServer server = new MotoServer(process, "http://127.0.0.1:" + port);
        server.awaitAnswer();
        return server;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String printed = process.printed();
                close();
                throw new IllegalStateException("moto does not start: " + printed);
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    private boolean answers() {
        try {
            return request("GET", "/moto-api/data.json", "", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> request(String method, String path, String target, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target)
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/kms/aws4_request, SignedHeaders=host,"
                                    + " Signature=0");
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Makes a key of KMS in {@code eu-central-1} and gives its ARN. */
    public String createKey() {
        try {
            String answer = request("POST", "/", "TrentService.CreateKey", "{}").body();
            int start = answer.indexOf("arn:aws:kms:");
            return answer.substring(start, answer.indexOf('"', start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.kill();
    }
}
