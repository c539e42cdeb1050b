// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A service that speaks JSON over HTTP on a loopback port, with what can go wrong on the way: it can hang, cut the
 * connection, or answer something else. Takes down what it was asked.
 */
public final class JsonEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Function<Request, Answer> handler;
    private volatile @Nullable Function<Request, Answer> instead;

    private JsonEndpoint(HttpServer server, Function<Request, Answer> handler) {
        this.server = server;
        this.handler = handler;
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * A request.
     *
     * @param headers by their names in lower case; the first of each
     * @param body an empty object where there is none
     */
    public record Request(String method, String path, Map<String, String> headers, JsonObject body) {
        /** A header, or the empty text. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** An answer; text that is no JSON can stand in the body. */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** JSON and no headers of its own. */
        public static Answer of(int status, JsonObject body) {
            return new Answer(status, Map.of(), body.toString());
        }
    }

    /** A handler throws it to have the connection cut without an answer. */
    public static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Starts one over plain HTTP. */
    public static JsonEndpoint start(Function<Request, Answer> handler) {
        try {
            return new JsonEndpoint(HttpServer.create(loopback(), 0), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one over HTTPS. */
    public static JsonEndpoint start(SSLContext context, Function<Request, Answer> handler) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new JsonEndpoint(server, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** {@code 127.0.0.1:PORT}. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked since the last look. */
    public List<Request> requests() {
        synchronized (requests) {
            List<Request> seen = List.copyOf(requests);
            requests.clear();
            return seen;
        }
    }

    /** Answers everything with {@code other} until {@link #recover}. */
    public void answer(Answer other) {
        instead = request -> other;
    }

    /** Cuts every connection without an answer until {@link #recover}. */
    public void cut() {
        instead = request -> {
            throw new Cut();
        };
    }

    /** Waits before every answer until {@link #recover}. */
    public void hang(Duration time) {
        instead = request -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Cut();
        };
    }

    /** Answers as it should again. */
    public void recover() {
        instead = null;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Function<Request, Answer> other = instead;
            Answer answer = (other == null ? handler : other).apply(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (Cut e) {
            // Closed without an answer.
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        boolean isCompressed = "gzip".equals(headers.get("content-encoding"));
        InputStream in = exchange.getRequestBody();
        String text = new String((isCompressed ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
        JsonObject body = text.startsWith("{") ? JsonParser.parseString(text).getAsJsonObject() : new JsonObject();
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
