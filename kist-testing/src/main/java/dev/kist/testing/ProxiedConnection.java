// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One client's connection through the proxy: a thread for each direction, until either side or the test ends it. */
final class ProxiedConnection {

    private static final Duration LATE = Duration.ofMillis(200);

    private final FaultPlan plan;
    private final Socket client;
    private final Socket server;
    private final Thread requests;
    private final Thread answers;
    private final Map<Integer, Fault> faultyAnswers = new ConcurrentHashMap<>();
    private final Set<Integer> answered = new HashSet<>();

    /** Connects to the server; the client's socket is closed when that fails. */
    ProxiedConnection(FaultPlan plan, Socket client, int serverPort) throws IOException {
        this.plan = plan;
        this.client = client;
        try {
            this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        this.requests = new Thread(() -> pump(this::forwardRequests), "proxy-requests");
        this.answers = new Thread(() -> pump(this::forwardAnswers), "proxy-answers");
        requests.setDaemon(true);
        answers.setDaemon(true);
    }

    private interface Direction {
        void forward() throws IOException, InterruptedException;
    }

    void start() {
        requests.start();
        answers.start();
    }

    boolean isOpen() {
        return !client.isClosed();
    }

    /** Closes both sides at once; what is on the way is lost. */
    void cut() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
        requests.interrupt();
        answers.interrupt();
    }

    private void pump(Direction direction) {
        try {
            direction.forward();
        } catch (IOException e) {
            // One side is gone, or the test cut the connection: the other side is told by the cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    private void forwardRequests() throws IOException, InterruptedException {
        InputStream from = new BufferedInputStream(client.getInputStream());
        OutputStream to = server.getOutputStream();
        for (@Nullable WireMessage request; (request = WireMessage.read(from)) != null; ) {
            String command = request.command();
            Optional<Hold> hold = plan.takeHold(command);
            if (hold.isPresent()) {
                hold.get().pass();
            }
            Optional<Fault> fault = plan.takeFault(command);
            if (fault.isPresent()) {
                if (fault.get() == Fault.DROP_REQUEST) {
                    return;
                }
                faultyAnswers.put(request.requestId(), fault.get());
            }
            request.writeTo(to);
            if (fault.filter(Fault.DUPLICATE_REQUEST::equals).isPresent()) {
                request.writeTo(to);
            }
        }
    }

    private void forwardAnswers() throws IOException, InterruptedException {
        InputStream from = new BufferedInputStream(server.getInputStream());
        OutputStream to = client.getOutputStream();
        for (@Nullable WireMessage answer; (answer = WireMessage.read(from)) != null; ) {
            Fault fault = faultyAnswers.get(answer.responseTo());
            if (fault == Fault.DROP_ANSWER) {
                return;
            }
            if (fault == Fault.DUPLICATE_REQUEST && !answered.add(answer.responseTo())) {
                continue;
            }
            if (fault == Fault.DELAY_ANSWER) {
                Thread.sleep(LATE.toMillis());
            }
            plan.awaitDelay();
            answer.writeTo(to);
            if (fault == Fault.DUPLICATE_ANSWER) {
                answer.writeTo(to);
            }
        }
    }
}
