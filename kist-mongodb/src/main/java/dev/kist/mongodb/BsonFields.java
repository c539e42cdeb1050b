// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a document ({@link DocumentFields}) as BSON and back, in the same order. A BSON value that no field of
 * Kist's has is handed over as the BSON object that it is, and null as null.
 */
final class BsonFields {
    private BsonFields() {}

    static BsonDocument write(Map<String, ?> fields) {
        BsonDocument document = new BsonDocument();
        fields.forEach((name, value) -> document.put(name, toBson(value)));
        return document;
    }

    static Map<String, @Nullable Object> read(BsonDocument document) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> fields.put(name, fromBson(value)));
        return fields;
    }

    static BsonObjectId id(DocumentId id) {
        return new BsonObjectId(new ObjectId(id.hex()));
    }

    private static BsonValue toBson(Object value) {
        if (value instanceof String text) {
            return new BsonString(text);
        }
        if (value instanceof Integer number) {
            return new BsonInt32(number);
        }
        if (value instanceof Boolean flag) {
            return BsonBoolean.valueOf(flag);
        }
        if (value instanceof Instant date) {
            return new BsonDateTime(date.toEpochMilli());
        }
        if (value instanceof DocumentId id) {
            return id(id);
        }
        if (value instanceof List<?> list) {
            BsonArray array = new BsonArray(list.size());
            list.forEach(element -> array.add(toBson(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            BsonDocument document = new BsonDocument();
            map.forEach((name, field) -> document.put((String) name, toBson(field)));
            return document;
        }
        throw new IllegalArgumentException("a document cannot hold a " + value.getClass());
    }

    static @Nullable Object fromBson(BsonValue value) {
        return switch (value.getBsonType()) {
            case STRING -> value.asString().getValue();
            case INT32 -> value.asInt32().getValue();
            case INT64 -> value.asInt64().getValue();
            case DOUBLE -> value.asDouble().getValue();
            case BOOLEAN -> value.asBoolean().getValue();
            case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case OBJECT_ID -> new DocumentId(value.asObjectId().getValue().toHexString());
            case DOCUMENT -> read(value.asDocument());
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.asArray().forEach(element -> list.add(fromBson(element)));
                yield list;
            }
            case NULL -> null;
            default -> value;
        };
    }
}
