// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.Freshness;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.OddServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer what no MongoDB answers: the store cannot be used, and nothing of what they say acts on a terminal. */
class OddAnswersTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String HOSTILE = "h\u001b[31m\\nkist: error: forged\u202e\u200b\u2028\ufeff:1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ok: 1.0}",
                "{ok: 1.0, n: 'x'}",
                "{ok: 'x'}",
                "{}",
                "{ok: 1.0, cursor: 5}",
                "{ok: 1.0, cursor: {id: 'x', ns: 'kist.secrets', firstBatch: []}}",
                "{ok: 1.0, cursor: {id: {$numberLong: '0'}, ns: 5, firstBatch: []}}",
                "{ok: 1.0, cursor: {id: {$numberLong: '0'}, ns: 'HOSTILE', firstBatch: [{v: 2, key: {'HOSTILE': 1}}]}}",
                "{ok: 1.0, cursor: {id: {$numberLong: '0'}, ns: 'kist.secrets', firstBatch: 'x'}}",
                "{ok: 1.0, cursor: {id: {$numberLong: '0'}, ns: 'kist.secrets', firstBatch: [1, 2]}}",
                "{ok: 0.0, code: {$numberLong: '1099511627776'}, errmsg: 'HOSTILE', errorLabels: [1]}",
                "{ok: 0.0, code: 'y', errmsg: 5, errorLabels: 'x'}",
                "{ok: 0.0, code: 13, errmsg: 'HOSTILE', codeName: 'HOSTILE'}",
                "{ok: 0.0, code: 121, errmsg: 'HOSTILE', codeName: 'HOSTILE'}",
                "{ok: 1.0, n: 0, writeErrors: [{index: 0, code: 121, errmsg: 'HOSTILE', errInfo: {x: 'HOSTILE'}}]}",
                "{ok: 1.0, n: 0, writeErrors: 'x'}",
                "{ok: 1.0, n: 1, writeConcernError: {code: 'x', errmsg: 5}}",
                "{ok: 1.0, operationTime: 'x', $clusterTime: {clusterTime: 'x'}}"
            })
    void oddAnswer_makesTheStoreUnusable(String answer) {
        BsonDocument document = BsonDocument.parse(answer.replace("HOSTILE", HOSTILE));

        try (OddServer server = OddServer.start(hello -> hello, document);
                SecretStore store = open(server)) {
            unusableOrDone(store::prepareForWriting);
            unusableOrDone(store::environmentNames);
            unusableOrDone(() -> store.as(InspectableStore.class).orElseThrow().inspect());
            unusableOrDone(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY));
            unusableOrDone(() -> store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, one -> {}));
            unusableOrDone(() -> store.insertEnvironment(environment("development")));
            unusableOrDone(() -> store.write(List.of(insert(secret("A")))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{hosts: 5}",
                "{hosts: ['HOSTILE', '127.0.0.1:1'], setName: 's', secondary: true, isWritablePrimary: false, ismaster: false}",
                "{setName: 5}",
                "{maxWireVersion: 'x'}",
                "{minWireVersion: 99, maxWireVersion: 100}",
                "{topologyVersion: {x: 1}}",
                "{logicalSessionTimeoutMinutes: 'x'}",
                "{compression: ['zzz', 5]}",
                "{localTime: 'x'}",
                "{ok: 0.0, code: 18, errmsg: 'HOSTILE'}"
            })
    void oddGreeting_makesTheStoreUnusable(String fields) {
        BsonDocument odd = BsonDocument.parse(fields.replace("HOSTILE", HOSTILE));

        try (OddServer server = OddServer.start(
                        hello -> {
                            hello.putAll(odd);
                            return hello;
                        },
                        new BsonDocument("ok", new BsonString("x")));
                SecretStore store = open(server)) {
            unusableOrDone(store::now);
            unusableOrDone(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY));
        }
    }

    /** A field that is odd may also be one that nobody looks at. */
    private static void unusableOrDone(ThrowingCallable call) {
        try {
            call.call();
        } catch (StoreUnavailableException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString() + e.hint()).doesNotContain("\u001b", "\u202e", "\u200b", "\u2028", "\ufeff");
        } catch (Throwable e) {
            throw new AssertionError("not said in Kist's words", e);
        }
    }

    private static SecretStore open(OddServer server) {
        return SecretStoreProvider.openStore(new StoreLocation.MongoDb(server.uri(), null, "secrets"), TIMEOUT);
    }
}
