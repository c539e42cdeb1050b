// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/** One message of MongoDB's wire protocol, understood as far as the proxy needs: its frame and its command's name. */
final class WireMessage {

    private static final int HEADER = 16;
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final int OP_MSG = 2013;
    private static final int OP_QUERY = 2004;
    private static final int OP_REPLY = 1;
    private static final int REPLY_HEADER = 20;

    private final ByteBuffer bytes;

    private WireMessage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next message, or null where the stream ends between two. */
    static @Nullable WireMessage read(InputStream input) throws IOException {
        DataInputStream data = new DataInputStream(input);
        byte[] prefix = data.readNBytes(Integer.BYTES);
        if (prefix.length == 0) {
            return null;
        }
        if (prefix.length < Integer.BYTES) {
            throw new EOFException("the stream ended within a message");
        }
        int length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < HEADER || length > LONGEST) {
            throw new IOException("not a MongoDB message: it says that it has " + length + " bytes");
        }
        byte[] message = new byte[length];
        System.arraycopy(prefix, 0, message, 0, prefix.length);
        data.readFully(message, prefix.length, length - prefix.length);
        return new WireMessage(message);
    }

    void writeTo(OutputStream output) throws IOException {
        output.write(bytes.array());
        output.flush();
    }

    int requestId() {
        return bytes.getInt(4);
    }

    int responseTo() {
        return bytes.getInt(8);
    }

    /** The command's name as the client sent it; empty where the message has none that the proxy understands. */
    String command() {
        int operation = bytes.getInt(12);
        if (operation == OP_QUERY) {
            // Only the first greeting of a connection is still sent this way.
            return "hello";
        }
        if (operation != OP_MSG) {
            return "";
        }
        int position = HEADER + Integer.BYTES;
        while (position + Integer.BYTES < bytes.limit()) {
            int kind = bytes.get(position);
            if (kind == 0) {
                // A document: its length, the type of its first element, and that element's name.
                return text(position + 1 + Integer.BYTES + 1);
            }
            position += 1 + bytes.getInt(position + 1);
        }
        return "";
    }

    /** The document of a command or of its answer; empty where there is none, or it stands where nobody puts it. */
    Optional<BsonDocument> document() {
        int at = documentAt();
        if (at == 0) {
            return Optional.empty();
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.array(), at, bytes.getInt(at)).slice();
        try (BsonBinaryReader reader = new BsonBinaryReader(body)) {
            return Optional.of(new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build()));
        }
    }

    private int documentAt() {
        return switch (bytes.getInt(12)) {
            case OP_MSG -> bytes.get(HEADER + Integer.BYTES) == 0 ? HEADER + Integer.BYTES + 1 : 0;
            case OP_REPLY -> HEADER + REPLY_HEADER;
            default -> 0;
        };
    }

    /** The same with another document; what stands behind it is left out. */
    WireMessage with(BsonDocument document) {
        return build(Arrays.copyOf(bytes.array(), documentAt()), document);
    }

    /** An answer to this command. */
    WireMessage answer(BsonDocument document) {
        if (bytes.getInt(12) == OP_QUERY) {
            ByteBuffer head = ByteBuffer.allocate(HEADER + REPLY_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            // One document, from a server that knows what to wait for.
            head.putInt(8, requestId()).putInt(12, OP_REPLY).putInt(HEADER, 8).putInt(HEADER + REPLY_HEADER - 4, 1);
            return build(head.array(), document);
        }
        ByteBuffer head = ByteBuffer.allocate(HEADER + Integer.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(8, requestId()).putInt(12, OP_MSG);
        return build(head.array(), document);
    }

    private static WireMessage build(byte[] head, BsonDocument document) {
        try (BasicOutputBuffer body = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(body)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
            byte[] all = Arrays.copyOf(head, head.length + body.getSize());
            System.arraycopy(body.toByteArray(), 0, all, head.length, body.getSize());
            WireMessage message = new WireMessage(all);
            message.bytes.putInt(0, all.length);
            return message;
        }
    }

    private String text(int start) {
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), start, end - start, StandardCharsets.UTF_8);
    }
}
