// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** One member of a {@link FailoverSet}: a port, and the connections to it. */
final class FailoverMember implements AutoCloseable {
    private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");

    private final FailoverSet set;
    private final int number;
    private final ServerSocket listener;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private FailoverMember(FailoverSet set, int number, ServerSocket listener) {
        this.set = set;
        this.number = number;
        this.listener = listener;
    }

    static FailoverMember start(FailoverSet set, int number) {
        try {
            FailoverMember member = new FailoverMember(set, number, FailoverSet.listener());
            start(member::accept);
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "failover-member");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    void cutConnections() {
        connections.forEach(Connection::cut);
        connections.clear();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutConnections();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept());
                connections.add(connection);
                start(connection::forwardRequests);
                start(connection::forwardAnswers);
            } catch (IOException e) {
                // The set was closed, which ends the loop; or the server does not listen, which its client is to see.
            }
        }
    }

    /** A client's connection; answers of the member's own come between those of the server. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final Set<Integer> greetings = ConcurrentHashMap.newKeySet();

        Connection(Socket client) throws IOException {
            this.client = client;
            try {
                this.server = new Socket(InetAddress.getLoopbackAddress(), set.serverPort());
            } catch (IOException e) {
                client.close();
                throw e;
            }
        }

        void cut() {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is closed all the same.
                }
            }
        }

        void forwardRequests() {
            try {
                InputStream from = new BufferedInputStream(client.getInputStream());
                OutputStream to = server.getOutputStream();
                for (@Nullable WireMessage request; (request = WireMessage.read(from)) != null; ) {
                    String command = request.command();
                    if (GREETINGS.contains(command)) {
                        greetings.add(request.requestId());
                    }
                    Optional<BsonDocument> refusal =
                            request.document().flatMap(document -> set.refusal(number, command, document));
                    if (refusal.isPresent()) {
                        set.countRefusal();
                        answer(request.answer(refusal.get()));
                    } else {
                        request.writeTo(to);
                    }
                }
            } catch (IOException e) {
                // One side is gone: the other side is told by the cut.
            } finally {
                end();
            }
        }

        void forwardAnswers() {
            try {
                InputStream from = new BufferedInputStream(server.getInputStream());
                for (@Nullable WireMessage answer; (answer = WireMessage.read(from)) != null; ) {
                    WireMessage given = answer;
                    answer(
                            greetings.remove(answer.responseTo())
                                    ? given.document()
                                            .map(document -> given.with(set.greeting(number, document)))
                                            .orElse(given)
                                    : given);
                }
            } catch (IOException e) {
                // As above.
            } finally {
                end();
            }
        }

        private void answer(WireMessage message) throws IOException {
            synchronized (client) {
                message.writeTo(client.getOutputStream());
            }
        }

        private void end() {
            cut();
            connections.remove(this);
        }
    }
}
