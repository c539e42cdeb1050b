// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private MongoServer server;
    private FaultProxy proxy;
    private MongoClient client;
    private MongoClient direct;
    private MongoCollection<Document> collection;
    private MongoCollection<Document> truth;

    @BeforeEach
    void connect() {
        server = MongoServer.shared();
        proxy = FaultProxy.before(server);
        String database = server.freshDatabase();
        client = MongoClients.create(proxy.uri(database) + "&retryWrites=false&retryReads=false");
        direct = MongoClients.create(server.uri(database));
        collection = client.getDatabase(database).getCollection("c");
        truth = direct.getDatabase(database).getCollection("c");
        collection.insertOne(new Document("_id", 1).append("n", 0));
    }

    @AfterEach
    void disconnect() {
        client.close();
        direct.close();
        proxy.close();
    }

    @Test
    void dropAnswer_clientSeesSocketErrorAndServerHasWritten() {
        proxy.next("update", Fault.DROP_ANSWER);

        assertThatThrownBy(this::increment).isInstanceOf(MongoSocketException.class);

        assertThat(stored()).isEqualTo(1);
        assertThat(proxy.faults()).containsExactly("DROP_ANSWER update");
        increment();
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void dropRequest_clientSeesSocketErrorAndServerHasNotWritten() {
        proxy.next("update", Fault.DROP_REQUEST);

        assertThatThrownBy(this::increment).isInstanceOf(MongoSocketException.class);

        assertThat(stored()).isZero();
    }

    @Test
    void duplicateRequest_serverCarriesItOutTwice_andClientSeesOneAnswer() {
        proxy.next("update", Fault.DUPLICATE_REQUEST);

        increment();
        increment();

        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void duplicateAnswer_driverNoticesItInTheNextAnswersPlace() {
        proxy.next("update", Fault.DUPLICATE_ANSWER);

        increment();

        assertThatThrownBy(this::increment).isInstanceOf(MongoException.class);
        // The client is told too early: the server may not have done it yet.
        assertThat(stored()).isBetween(1, 2);
    }

    @Test
    void next_forAnotherCommand_letsThisOnePass() {
        proxy.next("insert", Fault.DROP_ANSWER);

        increment();

        assertThat(stored()).isEqualTo(1);
        assertThat(proxy.faults()).isEmpty();
    }

    @Test
    void next_severalTimes_outlastsTheDriversRetry() {
        String uri = proxy.uri("d");
        try (MongoClient retrying = MongoClients.create(uri)) {
            MongoCollection<Document> mine =
                    retrying.getDatabase(server.freshDatabase()).getCollection("c");
            proxy.next("insert", Fault.DROP_ANSWER);
            mine.insertOne(new Document("_id", 1));

            proxy.next("insert", Fault.DROP_REQUEST, 2);
            assertThatThrownBy(() -> mine.insertOne(new Document("_id", 2))).isInstanceOf(MongoException.class);
        }
    }

    @Test
    void cutConnections_clientConnectsAgain() {
        proxy.cutConnections();

        // The driver may find out at once, or by a command that meets the cut.
        assertThat(Stream.generate(this::fails).limit(3)).contains(false);
        assertThat(stored()).isPositive();
    }

    @Test
    void refuseConnections_nobodyGetsThrough_untilPassThrough() {
        proxy.refuseConnections();
        try (MongoClient impatient = MongoClients.create(proxy.uri("d") + "&serverSelectionTimeoutMS=500")) {
            assertThatThrownBy(() -> impatient.getDatabase("d").runCommand(new Document("ping", 1)))
                    .isInstanceOf(MongoException.class);
        }

        proxy.passThrough();
        try (MongoClient again = MongoClients.create(proxy.uri("d"))) {
            assertThat(again.getDatabase("d").runCommand(new Document("ping", 1)))
                    .containsKey("ok");
        }
    }

    @Test
    void delayAnswers_untilPassThrough() {
        proxy.delayAnswers(Duration.ofDays(1));
        CompletableFuture<Void> increment = CompletableFuture.runAsync(this::increment);
        Pause.of(Duration.ofMillis(300));
        assertThat(increment).isNotDone();

        proxy.passThrough();

        assertThat(increment).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void hold_requestReachesTheServerAfterRelease() {
        Hold hold = proxy.hold("update");
        CompletableFuture<Void> increment = CompletableFuture.runAsync(this::increment);
        hold.awaitReached();
        truth.updateOne(Filters.eq("_id", 1), Updates.set("n", 10));

        hold.release();

        assertThat(increment).succeedsWithin(Duration.ofSeconds(10));
        assertThat(stored()).isEqualTo(11);
    }

    @Test
    void randomly_sameSeed_sameFaults() {
        List<Boolean> first = failuresOf(20, 7);
        List<Boolean> second = failuresOf(20, 7);

        assertThat(first).isEqualTo(second).contains(true, false);
    }

    @Test
    void through_keepsTheRest() {
        assertThat(proxy.through(server.uri("d") + "?w=majority"))
                .isEqualTo("mongodb://127.0.0.1:" + proxy.port() + "/d?w=majority&directConnection=true");
        assertThatThrownBy(() -> proxy.through("mongodb://other/")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Boolean> failuresOf(int times, long seed) {
        proxy.randomly(seed, 0.3, Fault.DROP_ANSWER, Fault.DROP_REQUEST);
        List<Boolean> failures = Stream.generate(this::fails).limit(times).toList();
        proxy.passThrough();
        return failures;
    }

    private boolean fails() {
        try {
            increment();
            return false;
        } catch (MongoException e) {
            return true;
        }
    }

    private void increment() {
        collection.updateOne(Filters.eq("_id", 1), Updates.inc("n", 1));
    }

    private int stored() {
        Document document = truth.find().first();
        assertThat(document).isNotNull();
        return document.getInteger("n");
    }
}
