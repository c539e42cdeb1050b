// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The open pages that wait for events. Each has a thread and a short queue of its own: one that does not read holds up no other,
 * and is dropped when its queue is full. Thread-safe.
 */
final class EventStreams {
    private static final int MOST = 12;
    private static final int QUEUE = 64;
    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final String END = "";
    private static final String STILL_HERE = ": still here\n\n";
    private static final int MOST_SHAKES = 20;
    private static final long SHAKE_MILLIS = 25;

    private final Set<BlockingQueue<String>> queues = ConcurrentHashMap.newKeySet();

    /** Whether any page is open. */
    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Tells all of them; {@code data} is one line. */
    void send(String event, String data) {
        String text = text(event, data);
        queues.removeIf(queue -> !queue.offer(text));
    }

    private static String text(String event, String data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }

    /** Ends all of them, after what was sent before. */
    void end() {
        queues.forEach(queue -> queue.offer(END));
    }

    /**
     * Serves one until it goes away.
     *
     * @param greeting what it is told first; asked for when nothing that happens from then on is missed
     * @throws Refusal if there are too many
     */
    void serve(HttpExchange exchange, Supplier<Map<String, String>> greeting) throws IOException {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
        admit(queue);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            write(out, "retry: 1000\n\n");
            for (Map.Entry<String, String> first : greeting.get().entrySet()) {
                write(out, text(first.getKey(), first.getValue()));
            }
            while (queues.contains(queue)) {
                String next = queue.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                if (END.equals(next)) {
                    break;
                }
                write(out, next == null ? STILL_HERE : next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queues.remove(queue);
        }
    }

    /** A page that is left is noticed only by writing to it: before one more is too many, all are written to. */
    private synchronized void admit(BlockingQueue<String> queue) {
        try {
            for (int i = 0; i < MOST_SHAKES && queues.size() >= MOST; i++) {
                queues.forEach(other -> other.offer(STILL_HERE));
                TimeUnit.MILLISECONDS.sleep(SHAKE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (queues.size() >= MOST) {
            throw new Refusal(429, "Kist is open in too many tabs.");
        }
        queues.add(queue);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
