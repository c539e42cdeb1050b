package dev.kist.mongodb;

import dev.kist.EnvironmentName;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.Selection;
import java.util.Collection;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What selects documents: for reading, and as the expectation of a compare-and-set. Where it can, each names environment
 * and key, so that a sharded cluster asks one shard.
 */
final class Filters {
    private Filters() {}

    /** The documents of a selection in the collection of current versions. */
    static BsonDocument current(Selection selection) {
        Selection.Position after = selection.after();
        return after == null
                ? environmentAndNames(selection)
                : withBound(environmentAndNames(selection), "$gt", after.key());
    }

    /** The documents of a selection in the history. */
    static BsonDocument former(Selection selection) {
        Selection.Position after = selection.after();
        if (after == null) {
            return environmentAndNames(selection);
        }
        return withBound(environmentAndNames(selection), "$gte", after.key())
                .append(
                        "$or",
                        list(
                                field("key", "$gt", text(after.key())),
                                field("version", "$gt", new BsonInt32(after.version()))));
    }

    /** Bounds the names on the field itself, where every server finds the index. */
    private static BsonDocument withBound(BsonDocument filter, String operator, String key) {
        BsonDocument names = filter.containsKey("key") ? filter.getDocument("key") : new BsonDocument();
        return filter.append("key", names.append(operator, text(key)));
    }

    /** What there is with the ids and names of {@code documents}, all of one environment. */
    static BsonDocument those(String environment, Collection<? extends SecretDocument> documents) {
        BsonDocument filter = new BsonDocument(
                "_id",
                in(documents.stream()
                        .map(document -> BsonFields.id(document.id()))
                        .toList()));
        filter.append("environment", text(environment));
        return filter.append(
                "key",
                in(documents.stream()
                        .map(document -> text(document.key()))
                        .distinct()
                        .toList()));
    }

    /** The versions of one number, of these names, in the history. */
    static BsonDocument versions(String environment, int version, Collection<String> names) {
        BsonDocument filter = new BsonDocument("environment", text(environment));
        filter.append("key", in(names.stream().map(Filters::text).toList()));
        return filter.append("version", new BsonInt32(version));
    }

    /** The current document of a secret in one revision. A document that Kist did not write has none. */
    static BsonDocument revision(CurrentDocument document, int revision) {
        return place(document).append("revision", new BsonInt32(revision));
    }

    /** The former version that is exactly {@code document}. */
    static BsonDocument exactly(FormerDocument document) {
        BsonDocument filter = place(document);
        filter.append("version", new BsonInt32(document.version()));
        filter.append("value", text(document.value()));
        return filter.append(
                "note",
                document.note() == null ? new BsonDocument("$exists", BsonBoolean.FALSE) : text(document.note()));
    }

    /** The environment's document. */
    static BsonDocument environment(EnvironmentName name) {
        return new BsonDocument("_id", text(name.value()));
    }

    /** The environment's document in one revision. */
    static BsonDocument revision(EnvironmentDocument document, int revision) {
        return environment(document.name()).append("revision", new BsonInt32(revision));
    }

    private static BsonDocument place(SecretDocument document) {
        BsonDocument filter = new BsonDocument("_id", BsonFields.id(document.id()));
        filter.append("environment", text(document.environment().value()));
        return filter.append("key", text(document.key()));
    }

    private static BsonDocument environmentAndNames(Selection selection) {
        BsonDocument filter =
                new BsonDocument("environment", text(selection.environment().value()));
        selection
                .keys()
                .ifPresent(keys ->
                        filter.append("key", in(keys.stream().map(Filters::text).toList())));
        return filter;
    }

    private static BsonDocument in(List<? extends BsonValue> values) {
        return new BsonDocument("$in", new BsonArray(values));
    }

    private static BsonDocument field(String name, String operator, BsonValue value) {
        return new BsonDocument(name, new BsonDocument(operator, value));
    }

    private static BsonArray list(BsonDocument... documents) {
        return new BsonArray(List.of(documents));
    }

    private static BsonString text(String value) {
        return new BsonString(value);
    }
}
