// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.StoreFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** What can be found out about the server and the user by asking, for {@code kist doctor}. Changes nothing. */
final class ServerInspection {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?)(:[0-9]+)?|.*\\.sock");
    private static final Set<String> WRITING = Set.of("find", "insert", "update", "remove");

    private final MongoConnection connection;
    private final UniqueIndexes indexes;
    private final ServerFeatures features;

    ServerInspection(MongoConnection connection, UniqueIndexes indexes, ServerFeatures features) {
        this.connection = connection;
        this.indexes = indexes;
        this.features = features;
    }

    List<StoreFinding> run() {
        List<StoreFinding> findings = new ArrayList<>();
        tls().ifPresent(findings::add);
        findings.add(version());
        findings.add(topology());
        findings.add(uniqueness());
        findings.add(privileges());
        return findings;
    }

    /** A connection in clear to another machine. */
    private Optional<StoreFinding> tls() {
        List<String> others = connection.address().offline().getHosts().stream()
                .filter(host -> !LOOPBACK.matcher(host).matches())
                .toList();
        return connection.address().hasTls() || others.isEmpty()
                ? Optional.empty()
                : Optional.of(StoreFinding.bad(
                        "connection",
                        "there is no TLS to " + String.join(", ", others)
                                + ": whoever is on the way sees names, sizes and times, and can hold back or change what"
                                + " is stored; values stay encrypted",
                        "turn TLS on in the server, and add tls=true to the connection string"));
    }

    private StoreFinding version() {
        BsonDocument build = connection.command("buildInfo");
        String version = text(build, "version", "of unknown version");
        boolean isFerretDb = build.keySet().stream().anyMatch(name -> name.startsWith("ferretdb"));
        return isFerretDb
                ? StoreFinding.bad(
                        "server",
                        "FerretDB, which calls itself MongoDB " + version + ", updates a document in two steps",
                        "let one writer at a time write to it")
                : StoreFinding.good("server", "MongoDB " + version);
    }

    private StoreFinding topology() {
        BsonDocument hello = connection.command("hello");
        String set = text(hello, "setName", "");
        String kind = text(hello, "msg", "").equals("isdbgrid")
                ? "a sharded cluster"
                : set.isEmpty() ? "a standalone server" : "the replica set " + set;
        return StoreFinding.good(
                "topology",
                kind
                        + (features.hasTransactions()
                                ? ", with transactions"
                                : ", without transactions: many secrets at once are written one by one"));
    }

    private StoreFinding uniqueness() {
        try {
            if (!indexes.mayLook()) {
                return StoreFinding.unknown(
                        "indexes",
                        "the user may not look for the unique indexes, for which it needs the action listIndexes; reading"
                                + " does not need them");
            }
            List<String> missing = indexes.missing();
            return missing.isEmpty()
                    ? StoreFinding.good("indexes", "both unique indexes are there")
                    : StoreFinding.bad(
                            "indexes",
                            "missing: " + String.join(", ", missing),
                            "the first write makes them, or an administrator");
        } catch (StoreUnavailableException e) {
            return StoreFinding.bad(
                    "indexes", String.valueOf(e.getMessage()), e.hint().orElse("ask an administrator"));
        }
    }

    private StoreFinding privileges() {
        BsonDocument status;
        try {
            status = connection.command(
                    new BsonDocument("connectionStatus", new BsonInt32(1)).append("showPrivileges", new BsonInt32(1)));
        } catch (StoreUnavailableException e) {
            return StoreFinding.unknown("privileges", "the server does not tell what the user may do");
        }
        BsonDocument info = status.isDocument("authInfo") ? status.getDocument("authInfo") : new BsonDocument();
        if (array(info, "authenticatedUsers").isEmpty()) {
            return StoreFinding.bad(
                    "privileges",
                    "nobody is logged in: whoever reaches the server may do everything, or it lets no one in",
                    "turn authentication on, with a user as docs/operations.md shows");
        }
        Set<String> actions = new TreeSet<>();
        for (BsonValue each : array(info, "authenticatedUserPrivileges")) {
            if (each.isDocument() && isHere(each.asDocument())) {
                array(each.asDocument(), "actions")
                        .forEach(action -> actions.add(action.asString().getValue()));
            }
        }
        Set<String> may = new TreeSet<>(WRITING);
        may.retainAll(actions);
        if (actions.isEmpty()) {
            return StoreFinding.unknown("privileges", "the server does not tell what the user may do");
        }
        return StoreFinding.good(
                "privileges",
                may.equals(WRITING) ? "the user may read and write" : "the user may: " + String.join(", ", may));
    }

    private boolean isHere(BsonDocument privilege) {
        BsonDocument resource =
                privilege.isDocument("resource") ? privilege.getDocument("resource") : new BsonDocument();
        String database = text(resource, "db", "-");
        return resource.containsKey("anyResource")
                || database.isEmpty()
                || database.equals(connection.address().database());
    }

    private static BsonArray array(BsonDocument document, String field) {
        return document.isArray(field) ? document.getArray(field) : new BsonArray();
    }

    private static String text(BsonDocument document, String field, String otherwise) {
        return document.isString(field) ? document.getString(field).getValue() : otherwise;
    }
}
