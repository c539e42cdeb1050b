// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.kist.contract.DamagedDocumentContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.MongoServer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link DamagedDocumentContract}, with documents that another program changed. */
final class MongoDamagedDocumentTest extends DamagedDocumentContract {
    private final FreshDatabase database = FreshDatabase.on(MongoServer.shared());

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }

    @Override
    protected void change(Place place, String key, String field, String json) {
        update(
                place,
                key,
                Updates.set(field, Document.parse("{\"value\":" + json + "}").get("value")));
    }

    @Override
    protected void remove(Place place, String key, String field) {
        update(place, key, Updates.unset(field));
    }

    private void update(Place place, String key, Bson update) {
        try (RawDatabase raw = RawDatabase.of(database.server(), database.name())) {
            assertThat(raw.collection(place == Place.CURRENT ? "secrets" : "secrets.history")
                            .updateOne(Filters.eq("key", key), update)
                            .getMatchedCount())
                    .isEqualTo(1);
        }
    }
}
