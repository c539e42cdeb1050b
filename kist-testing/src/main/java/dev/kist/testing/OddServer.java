// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * Speaks MongoDB's protocol and stores nothing: greets as a standalone server, and gives to every other command the answer
 * that a test makes up, in the form that no MongoDB gives.
 */
public final class OddServer implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final UnaryOperator<BsonDocument> greeting;
    private final BsonDocument answer;

    private OddServer(ServerSocket socket, UnaryOperator<BsonDocument> greeting, BsonDocument answer) {
        this.socket = socket;
        this.greeting = greeting;
        this.answer = answer;
        threads.execute(this::accept);
    }

    /** Starts one that greets as {@code greeting} makes it, and answers all else with {@code answer}. */
    public static OddServer start(UnaryOperator<BsonDocument> greeting, BsonDocument answer) {
        try {
            return new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), greeting, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection string for it. */
    public String uri() {
        return "mongodb://127.0.0.1:" + socket.getLocalPort() + "/kist";
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            @Nullable WireMessage message;
            while ((message = WireMessage.read(client.getInputStream())) != null) {
                String command = message.command().toLowerCase(Locale.ROOT);
                boolean isGreeting = command.equals("hello") || command.equals("ismaster");
                message.answer(isGreeting ? greeting.apply(hello()) : answer).writeTo(client.getOutputStream());
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static BsonDocument hello() {
        return new BsonDocument("ok", new BsonDouble(1))
                .append("ismaster", BsonBoolean.TRUE)
                .append("isWritablePrimary", BsonBoolean.TRUE)
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(21))
                .append("maxBsonObjectSize", new BsonInt32(1 << 24))
                .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append("localTime", new BsonDateTime(0));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
