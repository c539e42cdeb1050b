// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import org.bson.BsonDocument;

/** What the server can do beyond what every one of them can, found out once. Thread-safe. */
final class ServerFeatures {
    /** The wire version of MongoDB 4.2, the first with transactions in replica sets and in sharded clusters. */
    private static final int TRANSACTIONS_WIRE_VERSION = 8;

    private final MongoConnection connection;
    private volatile boolean isKnown;
    private volatile boolean hasTransactions;

    ServerFeatures(MongoConnection connection) {
        this.connection = connection;
    }

    /** Whether it has transactions: a replica set or a sharded cluster with sessions, and not FerretDB. */
    boolean hasTransactions() {
        if (!isKnown) {
            hasTransactions = isOfMembers(connection.command("hello")) && !isFerretDb();
            isKnown = true;
        }
        return hasTransactions;
    }

    private static boolean isOfMembers(BsonDocument hello) {
        boolean isSharded =
                hello.isString("msg") && hello.getString("msg").getValue().equals("isdbgrid");
        return (hello.isString("setName") || isSharded)
                && hello.isNumber("logicalSessionTimeoutMinutes")
                && hello.isNumber("maxWireVersion")
                && hello.getNumber("maxWireVersion").intValue() >= TRANSACTIONS_WIRE_VERSION;
    }

    // It can be told to call itself a replica set.
    private boolean isFerretDb() {
        return connection.command("buildInfo").keySet().stream().anyMatch(name -> name.startsWith("ferretdb"));
    }
}
