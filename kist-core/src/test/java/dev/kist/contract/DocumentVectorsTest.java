package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.format.Vectors;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.StandInService;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.spi.KmsAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of whole collections, and what someone with write access and no key can do to them. */
class DocumentVectorsTest {
    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("not-found", Reason.NOT_FOUND),
            Map.entry("missing-reference", Reason.NOT_FOUND),
            Map.entry("circle", Reason.INVALID_INPUT),
            Map.entry("malformed-template", Reason.INVALID_INPUT),
            Map.entry("too-long", Reason.INVALID_INPUT),
            Map.entry("too-deep", Reason.INVALID_INPUT),
            Map.entry("binary-reference", Reason.INVALID_INPUT),
            Map.entry("too-many-levels", Reason.INVALID_INPUT));

    static Stream<Named<JsonObject>> cases() {
        return Vectors.entries(Vectors.read("documents.json"), "cases").map(DocumentVectorsTest::named);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void load_ofWholeCollections_givesWhatAReaderFinds(JsonObject vector) {
        Collections collections = Collections.of(vector, vector);

        if (vector.has("error")) {
            assertThat(collections.failureOfLoad().reason())
                    .isEqualTo(REASONS.getOrDefault(text(vector, "error"), Reason.NOT_READABLE));
        } else {
            assertThat(collections.load()).isEqualTo(texts(vector.getAsJsonObject("expected")));
        }
        if (vector.has("expected_history")) {
            collections.requireHistory(vector.getAsJsonObject("expected_history"));
        }
    }

    static Stream<Named<JsonObject>> serviceCases() {
        return Vectors.entries(Vectors.read("services.json"), "cases").map(DocumentVectorsTest::named);
    }

    @ParameterizedTest
    @MethodSource("serviceCases")
    void load_withKeysInServices_givesWhatAReaderFinds(JsonObject vector) {
        load_ofWholeCollections_givesWhatAReaderFinds(vector);
    }

    static Stream<Named<JsonObject>> tampering() {
        return Vectors.entries(Vectors.read("tamper.json"), "cases").map(DocumentVectorsTest::named);
    }

    @ParameterizedTest
    @MethodSource("tampering")
    void read_afterTampering_isRefusedUnlessItCannotBeFound(JsonObject vector) {
        JsonObject file = Vectors.read("tamper.json");
        Collections collections = Collections.of(file, vector.has("known_fingerprints") ? vector : file);
        vector.getAsJsonArray("changes").forEach(change -> collections.change(change.getAsJsonObject()));
        String read = text(vector, "read");
        boolean isLoad = read.equals("load");
        SecretName name = SecretName.parse(isLoad ? "NONE" : read.substring("history ".length()));

        if (!text(vector, "outcome").equals("accepted")) {
            KistException failure = isLoad ? collections.failureOfLoad() : collections.failureOfHistory(name);
            assertThat(failure.reason()).isEqualTo(Reason.NOT_READABLE);
        } else if (isLoad) {
            assertThat(collections.load())
                    .isEqualTo(texts((vector.has("expected") ? vector : file).getAsJsonObject("expected")));
        } else {
            List<String> versions = collections.history(name);
            List<String> all = versions(file.getAsJsonObject("expected_history"), name);
            assertThat(withoutNotes(versions))
                    .isEqualTo(withoutNotes(all.subList(all.size() - versions.size(), all.size())));
        }
    }

    /** The collections of a vector, open for reading. */
    private record Collections(DocumentStore store, Environments environments, EnvironmentName environment) {

        static Collections of(JsonObject vector, JsonObject withFingerprints) {
            List<Identity> keys = new ArrayList<>();
            vector.getAsJsonArray("secret_keys").forEach(key -> keys.add(X25519Identity.parse(key.getAsString())));
            if (vector.has("addresses")) {
                vector.getAsJsonArray("addresses")
                        .forEach(key -> keys.add(new KmsIdentity(KmsAddress.parse(key.getAsString()))));
            }
            KnownFingerprints known = KnownFingerprints.none();
            for (JsonElement fingerprint : withFingerprints.getAsJsonArray("known_fingerprints")) {
                known = known.with(Fingerprint.parse(fingerprint.getAsString()));
            }
            JsonObject documents = vector.getAsJsonObject("documents");
            DocumentStore store = new DocumentStore(
                    fields(documents, "secrets"),
                    fields(documents, "secrets.history"),
                    fields(documents, "secrets.environments"));
            return new Collections(
                    store,
                    new Environments(store, Identities.of(keys).with(StandInService.ofVectors()), known),
                    EnvironmentName.parse(text(vector, "environment")));
        }

        private static List<Map<String, Object>> fields(JsonObject documents, String collection) {
            List<Map<String, Object>> all = new ArrayList<>();
            if (documents.has(collection)) {
                documents
                        .getAsJsonArray(collection)
                        .forEach(document -> all.add(Vectors.fields(document.getAsJsonObject())));
            }
            return all;
        }

        void change(JsonObject change) {
            List<Map<String, Object>> collection =
                    switch (text(change, "collection")) {
                        case "secrets" -> store.secrets();
                        case "secrets.history" -> store.history();
                        default -> store.environments();
                    };
            // An id alone is a field like any other.
            JsonObject wrapped = new JsonObject();
            wrapped.add(
                    "_id",
                    change.has("put")
                            ? change.getAsJsonObject("put").get("_id")
                            : change.get(change.has("remove") ? "remove" : "lengthen"));
            Object id = Objects.requireNonNull(Vectors.fields(wrapped).get("_id"));
            if (change.has("lengthen")) {
                String field = text(change, "field");
                int length = change.get("to").getAsInt();
                collection.stream()
                        .filter(fields -> id.equals(fields.get("_id")))
                        .forEach(fields -> fields.compute(
                                field,
                                (name, text) -> text
                                        + "A"
                                                .repeat(length
                                                        - String.valueOf(text).length())));
                return;
            }
            collection.removeIf(fields -> id.equals(fields.get("_id")));
            if (change.has("put")) {
                collection.add(Vectors.fields(change.getAsJsonObject("put")));
            }
        }

        Map<String, String> load() {
            Map<String, String> values = new TreeMap<>();
            new SecretLoader(environments)
                    .load(environment, Unreadable.FAIL)
                    .values()
                    .forEach((name, value) -> values.put(name.value(), shown(value)));
            return values;
        }

        KistException failureOfLoad() {
            return failure(this::load);
        }

        KistException failureOfHistory(SecretName name) {
            return failure(() -> history(name));
        }

        private static KistException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
            return Objects.requireNonNull(catchThrowableOfType(KistException.class, reading), "nothing was refused");
        }

        /** The versions of a secret as text, the current one last. */
        List<String> history(SecretName name) {
            return new HistoryReader(environments)
                    .read(environment, name).versions().stream()
                            .map(DocumentVectorsTest::shown)
                            .toList();
        }

        void requireHistory(JsonObject expected) {
            for (String name : expected.keySet()) {
                SecretName secret = SecretName.parse(name);
                assertThat(history(secret)).isEqualTo(versions(expected, secret));
            }
        }
    }

    private static String shown(Secret secret) {
        return secret.version() + " "
                + (secret.isDeleted() ? "deleted" : shown(secret.value()))
                + secret.note().map(note -> " # " + note.text()).orElse("");
    }

    private static List<String> withoutNotes(List<String> versions) {
        return versions.stream().map(version -> version.replaceAll(" # .*", "")).toList();
    }

    private static String shown(SecretValue value) {
        return value.isBinary() ? "bytes " + Base64.getEncoder().encodeToString(value.bytes()) : value.text();
    }

    private static String shown(JsonElement value) {
        return value.isJsonObject() ? "bytes " + text(value.getAsJsonObject(), "base64") : value.getAsString();
    }

    private static List<String> versions(JsonObject expectedHistory, SecretName name) {
        List<String> versions = new ArrayList<>();
        for (JsonElement element : expectedHistory.getAsJsonArray(name.value())) {
            JsonObject version = element.getAsJsonObject();
            versions.add(version.get("version").getAsInt() + " "
                    + (version.has("deleted") ? "deleted" : shown(version.get("value")))
                    + (version.has("note") ? " # " + text(version, "note") : ""));
        }
        return versions;
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new TreeMap<>();
        object.keySet().forEach(name -> texts.put(name, shown(object.get(name))));
        return texts;
    }

    private static Named<JsonObject> named(JsonObject vector) {
        return Named.of(text(vector, "name"), vector);
    }

    private static String text(JsonObject vector, String field) {
        return Objects.requireNonNull(vector.get(field), field).getAsString();
    }
}
