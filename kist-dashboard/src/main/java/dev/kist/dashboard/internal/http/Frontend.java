// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kist.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server itself: binds to the loopback address, passes each request by the gate, and ends when it is time. Thread-safe. */
public final class Frontend {
    /** As many as there can be connections: one that sends half a request holds a thread, and keeps no other waiting. */
    private static final int MOST_THREADS = SlowClients.MOST_CONNECTIONS;

    private static final String ENTRY = "/open";
    private static final String ASSETS = "/assets/";

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService clock;
    private final Pages pages;
    private final Assets assets = new Assets();
    private final Sessions sessions = new Sessions();
    private final EventStreams streams = new EventStreams();
    private final IdleClock idle;
    private final Gate gate;
    private final CompletableFuture<Ending> end = new CompletableFuture<>();
    private boolean isWarned;

    private Frontend(Pages pages, HttpServer server, Duration longestIdle) {
        this.pages = pages;
        this.server = server;
        this.gate = new Gate(server.getAddress().getPort());
        this.idle = new IdleClock(longestIdle);
        this.workers = new ThreadPoolExecutor(
                0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Frontend::thread);
        this.clock = Executors.newSingleThreadScheduledExecutor(Frontend::thread);
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any free one
     * @throws InvalidInputException if the port is taken
     */
    public static Frontend start(Pages pages, int port, Duration longestIdle) {
        SlowClients.limit();
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            Frontend frontend = new Frontend(pages, server, longestIdle);
            server.setExecutor(frontend.workers);
            server.createContext("/", frontend::handle);
            server.start();
            var unused = frontend.clock.scheduleAtFixedRate(frontend::tick, 1, 1, TimeUnit.SECONDS);
            return frontend;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "port " + port + " of 127.0.0.1 cannot be used: " + e.getMessage(),
                    "leave the port out for a free one");
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "kist-dashboard");
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** An address with a new code. */
    public URI newLink() {
        return URI.create("http://127.0.0.1:" + port() + ENTRY + "?code=" + sessions.newCode());
    }

    /** Tells all open pages; {@code data} is one line. */
    public void send(String event, String data) {
        streams.send(event, data);
    }

    /** Whether a page is open somewhere. */
    public boolean isWatched() {
        return !streams.isEmpty();
    }

    /** Is called once, when the page has ended. */
    public void onEnd(Runnable action) {
        var unused = end.thenRun(action);
    }

    /** Waits for the end. */
    public Ending await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end, but not longer than this. */
    public Optional<Ending> await(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(end.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it; what is being answered has a moment to get through. */
    public void end(Ending why) {
        if (end.isDone()) {
            return;
        }
        streams.send("end", why.name());
        streams.end();
        clock.shutdownNow();
        server.stop(why == Ending.CLOSED ? 0 : 1);
        workers.shutdownNow();
        end.complete(why);
    }

    private void tick() {
        Duration left = idle.left();
        if (left.isZero() || left.isNegative()) {
            // By a thread of its own: ending waits for this one.
            thread(() -> end(Ending.IDLE)).start();
        } else if (left.compareTo(idle.warning()) < 0) {
            isWarned = true;
            streams.send("idle", Long.toString(left.toSeconds() + 1));
        } else if (isWarned) {
            isWarned = false;
            streams.send("idle", "0");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            SecurityHeaders.addTo(exchange.getResponseHeaders());
            Request.Form form = Request.Form.PAGE;
            Response response;
            try {
                String path = exchange.getRequestURI().getRawPath();
                gate.check(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        ENTRY.equals(path));
                Request request = new Request(exchange, within(path));
                form = request.form();
                response = route(path, request, exchange);
            } catch (RuntimeException e) {
                Refusal refusal = e instanceof Refusal known ? known : Refusal.unexpected();
                // What is left of a body that was refused is not read: the connection ends.
                exchange.getResponseHeaders().set("Connection", "close");
                response = pages.refused(refusal, form);
            }
            send(response, exchange);
        }
    }

    private String within(String path) {
        return path.startsWith(sessions.path()) ? path.substring(sessions.path().length()) : "";
    }

    private Response route(String path, Request request, HttpExchange exchange) throws IOException {
        if (path.startsWith(ASSETS)) {
            return assets.find(path.substring(ASSETS.length())).orElseThrow(Refusal::notFound);
        }
        if (path.equals(ENTRY)) {
            return enter(request, exchange);
        }
        boolean isLetIn =
                sessions.knows(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")));
        if (!path.startsWith(sessions.path()) || !isLetIn) {
            throw Refusal.forbidden(
                    "This page opens by the link that kist open printed, in the browser that opened it first.");
        }
        if (!request.isBackground() && !request.path().equals("events")) {
            idle.touch();
        }
        return switch (request.path()) {
            case "events" -> {
                streams.serve(exchange, pages::greeting);
                yield Response.nothing();
            }
            case "stay" -> Response.nothing();
            case "end" -> {
                requirePost(request);
                thread(() -> end(Ending.BUTTON)).start();
                yield Response.nothing();
            }
            default -> pages.answer(request);
        };
    }

    private Response enter(Request request, HttpExchange exchange) {
        if (request.isPost()) {
            throw Refusal.method("GET", "A link is opened, not sent.");
        }
        if (Gate.isPrefetch(exchange.getRequestHeaders())) {
            throw new Refusal(503, "This link is opened by a person.");
        }
        if (Neighbour.isForeign(exchange.getRemoteAddress(), port())) {
            throw Refusal.forbidden(
                    "This link is for whoever started kist open, and you are another user of this machine.");
        }
        return switch (sessions.take(request.require("code"))) {
            case GOOD -> {
                idle.touch();
                yield pages.welcome(sessions.path()).header("Set-Cookie", sessions.newCookie());
            }
            case USED -> throw Refusal.forbidden("This link was opened before, and it works once.");
            case UNKNOWN -> throw Refusal.forbidden("This link is not one that kist open printed.");
        };
    }

    private static void requirePost(Request request) {
        if (!request.isPost()) {
            throw Refusal.method("POST", "This takes POST alone.");
        }
    }

    private static void send(Response response, HttpExchange exchange) throws IOException {
        if (exchange.getResponseCode() != -1) {
            return;
        }
        response.headers().forEach(exchange.getResponseHeaders()::set);
        // An answer to HEAD has no body, even where it is a refusal.
        byte[] body = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
