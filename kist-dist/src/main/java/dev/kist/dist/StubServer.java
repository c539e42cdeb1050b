// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.ObjectId;

/**
 * As much of a MongoDB server as Kist's commands meet on their usual way, in memory, on a port of this machine alone: for
 * learning which classes a command loads. It looks documents up by equal fields, keeps what is inserted, replaces what is
 * updated, and says yes to all else. Not a database.
 */
final class StubServer implements AutoCloseable {
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int HEADER = 16;
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final ServerSocket socket;
    private final ObjectId process = new ObjectId();
    private final Map<String, List<BsonDocument>> collections = new ConcurrentHashMap<>();
    private final AtomicInteger greetings = new AtomicInteger();
    private volatile int greetingsFirst;

    private StubServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts one on a free port. */
    static StubServer start() throws IOException {
        StubServer server = new StubServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        inBackground("stub-server", server::accept);
        return server;
    }

    /** Where it listens. However slow a command is, its monitor does not greet again because of the time that has passed. */
    String uri() {
        return "mongodb://127.0.0.1:" + socket.getLocalPort() + "/kist?heartbeatFrequencyMS=600000";
    }

    /**
     * Keeps whoever asks for documents waiting until its monitor has greeted a second time, as happens to slow commands: how
     * fast the machine is must not decide which classes are learned.
     */
    void beSlow() {
        // A monitor and a connection greet once each.
        greetingsFirst = greetings.get() + 3;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                inBackground("stub-connection", () -> serve(client));
            }
        } catch (IOException closed) {
            // It was asked to end.
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            client.setTcpNoDelay(true);
            while (true) {
                ByteBuffer header = read(in, HEADER);
                int length = header.getInt();
                int request = header.getInt();
                header.getInt();
                int operation = header.getInt();
                if (length < HEADER || length > LONGEST) {
                    throw new IOException("not a message of MongoDB's protocol");
                }
                ByteBuffer body = read(in, length - HEADER);
                reply(client.getOutputStream(), request, operation, answer(command(operation, body)));
            }
        } catch (EOFException gone) {
            // The client has what it wanted.
        } catch (IOException cut) {
            // So it is when a command replaces itself by a program.
        }
    }

    private static ByteBuffer read(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The command, with the documents that a message carries beside it put back into it. */
    private static BsonDocument command(int operation, ByteBuffer body) throws IOException {
        if (operation == OP_QUERY) {
            int name = Integer.BYTES;
            while (body.get(name) != 0) {
                name++;
            }
            body.position(name + 1 + 2 * Integer.BYTES);
            return document(body);
        }
        if (operation != OP_MSG) {
            throw new IOException("not a message of MongoDB's protocol: " + operation);
        }
        body.getInt();
        BsonDocument command = new BsonDocument();
        while (body.hasRemaining()) {
            if (body.get() == 0) {
                command.putAll(document(body));
                continue;
            }
            int end = body.position() + body.getInt();
            StringBuilder field = new StringBuilder();
            for (byte next = body.get(); next != 0; next = body.get()) {
                field.append((char) next);
            }
            BsonArray documents = new BsonArray();
            while (body.position() < end) {
                documents.add(document(body));
            }
            command.put(field.toString(), documents);
        }
        return command;
    }

    private static BsonDocument document(ByteBuffer body) {
        int start = body.position();
        int length = body.getInt(start);
        body.position(start + length);
        return new RawBsonDocument(body.array(), body.arrayOffset() + start, length).decode(CODEC);
    }

    private static void reply(OutputStream out, int request, int operation, BsonDocument answer) throws IOException {
        RawBsonDocument raw = new RawBsonDocument(answer, CODEC);
        ByteBuffer document = raw.getByteBuffer().asNIO();
        boolean isOld = operation == OP_QUERY;
        int before = isOld ? 5 * Integer.BYTES : Integer.BYTES + 1;
        ByteBuffer message = ByteBuffer.allocate(HEADER + before + document.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER + before + document.remaining())
                .putInt(1)
                .putInt(request)
                .putInt(isOld ? OP_REPLY : OP_MSG)
                .putInt(0);
        if (isOld) {
            message.putLong(0).putInt(0).putInt(1);
        } else {
            message.put((byte) 0);
        }
        out.write(message.put(document).array());
        out.flush();
    }

    private BsonDocument answer(BsonDocument command) {
        String name = command.getFirstKey();
        String collection = command.isString(name) ? command.getString(name).getValue() : "";
        List<BsonDocument> documents = collections.computeIfAbsent(collection, any -> new CopyOnWriteArrayList<>());
        BsonDocument answer =
                switch (name) {
                    case "hello", "isMaster", "ismaster" -> hello();
                    case "find" -> found(collection, documents, command.getDocument("filter", new BsonDocument()));
                    case "listIndexes" -> cursor(collection, List.of());
                    case "insert" -> inserted(documents, command.getArray("documents"));
                    case "update" -> updated(documents, command.getArray("updates"));
                    case "delete" -> deleted(documents, command.getArray("deletes"));
                    default -> new BsonDocument();
                };
        return answer.append("operationTime", new BsonTimestamp((int) (System.currentTimeMillis() / 1000), 1))
                .append("ok", new BsonDouble(1));
    }

    private BsonDocument hello() {
        greetings.incrementAndGet();
        String address = "127.0.0.1:" + socket.getLocalPort();
        return new BsonDocument("isWritablePrimary", BsonBoolean.TRUE)
                .append("ismaster", BsonBoolean.TRUE)
                .append("helloOk", BsonBoolean.TRUE)
                .append(
                        "topologyVersion",
                        new BsonDocument("processId", new BsonObjectId(process)).append("counter", new BsonInt64(0)))
                .append("hosts", new BsonArray(List.of(new BsonString(address))))
                .append("setName", new BsonString("rs0"))
                .append("setVersion", new BsonInt32(1))
                .append("secondary", BsonBoolean.FALSE)
                .append("primary", new BsonString(address))
                .append("me", new BsonString(address))
                .append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append(
                        "lastWrite",
                        new BsonDocument("lastWriteDate", new BsonDateTime(System.currentTimeMillis()))
                                .append("majorityWriteDate", new BsonDateTime(System.currentTimeMillis())))
                .append("localTime", new BsonDateTime(System.currentTimeMillis()))
                .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
                .append("connectionId", new BsonInt32(1))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(25))
                .append("readOnly", BsonBoolean.FALSE);
    }

    private BsonDocument found(String collection, List<BsonDocument> documents, BsonDocument filter) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (greetings.get() < greetingsFirst && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        return cursor(
                collection,
                documents.stream().filter(each -> matches(each, filter)).toList());
    }

    private static BsonDocument cursor(String collection, List<BsonDocument> found) {
        return new BsonDocument(
                "cursor",
                new BsonDocument("firstBatch", new BsonArray(found))
                        .append("id", new BsonInt64(0))
                        .append("ns", new BsonString("kist." + collection)));
    }

    private static BsonDocument inserted(List<BsonDocument> documents, BsonArray added) {
        added.forEach(each -> documents.add(each.asDocument()));
        return counted(added.size());
    }

    private static BsonDocument updated(List<BsonDocument> documents, BsonArray updates) {
        int count = 0;
        for (BsonValue update : updates) {
            BsonDocument filter = update.asDocument().getDocument("q");
            BsonDocument change = update.asDocument().getDocument("u");
            for (BsonDocument each : documents) {
                if (matches(each, filter)) {
                    count++;
                    BsonDocument fields = change.getDocument("$set", change).clone();
                    BsonValue id = each.get("_id");
                    documents.remove(each);
                    documents.add(change.containsKey("$set") ? merged(each, fields) : fields.append("_id", id));
                    break;
                }
            }
        }
        return counted(count).append("nModified", new BsonInt32(count));
    }

    private static BsonDocument merged(BsonDocument document, BsonDocument fields) {
        BsonDocument merged = document.clone();
        merged.putAll(fields);
        return merged;
    }

    private static BsonDocument deleted(List<BsonDocument> documents, BsonArray deletes) {
        int before = documents.size();
        for (BsonValue each : deletes) {
            documents.removeIf(document -> matches(document, each.asDocument().getDocument("q")));
        }
        return counted(before - documents.size());
    }

    private static BsonDocument counted(int count) {
        return new BsonDocument("n", new BsonInt32(count));
    }

    /** Equal fields, and {@code $in}; every other operator fits. */
    private static boolean matches(BsonDocument document, BsonDocument filter) {
        return filter.entrySet().stream().allMatch(condition -> {
            BsonValue wanted = condition.getValue();
            BsonValue value = document.get(condition.getKey());
            if (condition.getKey().startsWith("$")) {
                return true;
            }
            if (!wanted.isDocument()) {
                return wanted.equals(value);
            }
            BsonValue among = wanted.asDocument().get("$in");
            return among == null || among.asArray().contains(value);
        });
    }
}
