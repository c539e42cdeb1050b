// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.spi.DocumentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document as {@link BsonFields#read} gives them, read from what the server sends without a document in
 * between.
 */
record StoredFields(Map<String, @Nullable Object> values) {
    /** Knows how to read them, and nothing else. */
    static final CodecRegistry CODECS = CodecRegistries.fromCodecs(new Reading());

    private static final class Reading implements Codec<StoredFields> {
        private static final BsonValueCodec OTHERS = new BsonValueCodec();

        @Override
        public StoredFields decode(BsonReader reader, DecoderContext context) {
            Map<String, @Nullable Object> values = new HashMap<>(32);
            reader.readStartDocument();
            for (BsonType type = reader.readBsonType();
                    type != BsonType.END_OF_DOCUMENT;
                    type = reader.readBsonType()) {
                values.put(reader.readName(), read(type, reader, context));
            }
            reader.readEndDocument();
            return new StoredFields(values);
        }

        private static @Nullable Object read(BsonType type, BsonReader reader, DecoderContext context) {
            return switch (type) {
                case STRING -> reader.readString();
                case INT32 -> reader.readInt32();
                case BOOLEAN -> reader.readBoolean();
                case DATE_TIME -> Instant.ofEpochMilli(reader.readDateTime());
                case OBJECT_ID -> new DocumentId(reader.readObjectId().toHexString());
                default -> {
                    BsonValue value = OTHERS.decode(reader, context);
                    yield BsonFields.fromBson(value);
                }
            };
        }

        @Override
        public void encode(BsonWriter writer, StoredFields fields, EncoderContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Class<StoredFields> getEncoderClass() {
            return StoredFields.class;
        }
    }

    @Override
    public String toString() {
        return "StoredFields" + values.keySet();
    }
}
