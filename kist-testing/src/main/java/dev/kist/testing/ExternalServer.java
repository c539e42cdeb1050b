// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Objects;
import org.bson.Document;

/** A MongoDB of someone's own. Its URI may hold credentials, so it is never printed. */
final class ExternalServer {

    private final String uri;
    private final int port;
    private final boolean isTransactional;

    ExternalServer(String uri) {
        this.uri = uri;
        try (MongoClient client = MongoClients.create(uri)) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            this.isTransactional = hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg"));
            this.port = client.getClusterDescription()
                    .getServerDescriptions()
                    .get(0)
                    .getAddress()
                    .getPort();
        }
    }

    int port() {
        return port;
    }

    boolean isTransactional() {
        return isTransactional;
    }

    String uri() {
        return uri;
    }

    /** The same connection string with another database in it. */
    String uri(String database) {
        String withoutQuery = uri.replaceFirst("\\?.*$", "");
        String query = uri.substring(withoutQuery.length());
        int hosts = withoutQuery.indexOf("://") + 3;
        int slash = withoutQuery.indexOf('/', hosts);
        String start = slash < 0 ? withoutQuery : withoutQuery.substring(0, slash);
        return start + "/" + database + withAuthenticationDatabase(query);
    }

    void drop(Iterable<String> databases) {
        try (MongoClient client = MongoClients.create(uri)) {
            databases.forEach(database -> client.getDatabase(database).drop());
        }
    }

    // The database of a URI is also where its user is looked up, unless authSource says otherwise.
    private String withAuthenticationDatabase(String query) {
        ConnectionString parsed = new ConnectionString(uri);
        if (parsed.getCredential() == null || query.contains("authSource=")) {
            return query;
        }
        String source = "authSource=" + Objects.requireNonNullElse(parsed.getDatabase(), "admin");
        return query.isEmpty() ? "?" + source : query + "&" + source;
    }
}
