package dev.kist.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.kist.testing.TestServer;
import java.util.Collections;
import java.util.List;
import org.bson.Document;

/** Someone who can write to the database, with the bare driver, and holds no key. */
final class HostileWriter implements AutoCloseable {
    private final RawDatabase database;

    HostileWriter(TestServer server, String name) {
        this.database = RawDatabase.of(server, name);
    }

    /** The environment's document as it is. */
    Document environment(String name) {
        Document found = database.collection("secrets.environments")
                .find(Filters.eq("_id", name))
                .first();
        if (found == null) {
            throw new IllegalStateException("there is no environment " + name);
        }
        return found;
    }

    void setInEnvironment(String name, String field, Object value) {
        database.collection("secrets.environments").updateOne(Filters.eq("_id", name), Updates.set(field, value));
    }

    void setInSecret(String key, String field, Object value) {
        database.collection("secrets").updateOne(Filters.eq("key", key), Updates.set(field, value));
    }

    /** So many copies of the entry of the environment's first key. */
    List<Document> copiesOfTheFirstKey(String environment, int copies) {
        return Collections.nCopies(
                copies, environment(environment).getList("keys", Document.class).get(0));
    }

    @Override
    public void close() {
        database.close();
    }
}
