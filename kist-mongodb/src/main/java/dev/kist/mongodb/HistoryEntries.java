// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.FindIterable;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.StoredDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** What the history has in the places of some former versions. */
final class HistoryEntries {
    private final Map<Place, StoredDocument> entries;

    private HistoryEntries(Map<Place, StoredDocument> entries) {
        this.entries = entries;
    }

    /** Where a version is in the history. */
    private record Place(String environment, String key, int version) {
        static Place of(FormerDocument former) {
            return new Place(former.environment().value(), former.key(), former.version());
        }

        /** The place of a document that was found; one of other types is in none. */
        static @Nullable Place of(BsonDocument found) {
            return found.isString("environment") && found.isString("key") && found.isInt32("version")
                    ? new Place(
                            found.getString("environment").getValue(),
                            found.getString("key").getValue(),
                            found.getInt32("version").getValue())
                    : null;
        }
    }

    /** Asks {@code history} for them, with one query for each version number. */
    static HistoryEntries of(List<FormerDocument> formers, Function<BsonDocument, FindIterable<BsonDocument>> history) {
        Map<Place, StoredDocument> entries = new HashMap<>();
        formers.stream()
                .collect(groupingBy(former -> new Place(former.environment().value(), "", former.version())))
                .forEach((at, ofVersion) -> history.apply(Filters.versions(
                                at.environment,
                                at.version,
                                ofVersion.stream().map(FormerDocument::key).collect(toSet())))
                        .forEach(found -> {
                            Place place = Place.of(found);
                            if (place != null) {
                                entries.put(place, DocumentFields.parseFormer(BsonFields.read(found)));
                            }
                        }));
        return new HistoryEntries(entries);
    }

    /** Whether there is an entry in the place of {@code former}, whatever it is. */
    boolean has(FormerDocument former) {
        return entries.containsKey(Place.of(former));
    }

    /** Whether the entry in its place is {@code former} itself. */
    boolean holds(FormerDocument former) {
        return former.equals(entries.get(Place.of(former)));
    }
}
