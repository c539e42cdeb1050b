// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What a member of a replica set answers that is no primary: MongoDB's codes, names and labels. */
final class FailoverRefusal {
    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findAndModify",
            "create",
            "createIndexes",
            "drop",
            "dropDatabase",
            "commitTransaction",
            "abortTransaction");
    private static final Set<String> READS =
            Set.of("find", "aggregate", "count", "distinct", "listIndexes", "listCollections");

    private FailoverRefusal() {}

    static Optional<BsonDocument> of(String command, BsonDocument request) {
        boolean isInTransaction = BsonBoolean.FALSE.equals(request.get("autocommit"));
        if (WRITES.contains(command) || isInTransaction) {
            return Optional.of(answer(10107, "NotWritablePrimary", "not primary", labels(command, request)));
        }
        return READS.contains(command) && wantsPrimary(request)
                ? Optional.of(answer(13435, "NotPrimaryNoSecondaryOk", "not primary and secondaryOk=false", List.of()))
                : Optional.empty();
    }

    private static List<String> labels(String command, BsonDocument request) {
        boolean isEnd = command.equals("commitTransaction") || command.equals("abortTransaction");
        if (BsonBoolean.FALSE.equals(request.get("autocommit")) && !isEnd) {
            return List.of("TransientTransactionError");
        }
        return request.containsKey("txnNumber") ? List.of("RetryableWriteError") : List.of();
    }

    private static boolean wantsPrimary(BsonDocument request) {
        BsonValue preference = request.get("$readPreference");
        return preference == null
                || preference
                        .asDocument()
                        .getString("mode", new BsonString("primary"))
                        .getValue()
                        .equals("primary");
    }

    private static BsonDocument answer(int code, String name, String message, List<String> labels) {
        BsonDocument answer = new BsonDocument("ok", new BsonDouble(0))
                .append("errmsg", new BsonString(message))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name));
        return labels.isEmpty()
                ? answer
                : answer.append(
                        "errorLabels",
                        new BsonArray(labels.stream().map(BsonString::new).toList()));
    }
}
