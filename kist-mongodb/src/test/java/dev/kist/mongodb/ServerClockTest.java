// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private int asked;

    @Test
    void now_isTheServersTimeAndWhatPassedSince_askedForOnce() throws InterruptedException {
        Instant server = Instant.parse("2031-02-03T04:05:06.789Z");
        ServerClock clock = clock(server);

        Instant first = clock.now();
        Thread.sleep(30);
        Instant second = clock.now();

        assertThat(first).isBetween(server, server.plusSeconds(5));
        assertThat(second).isBetween(first.plusMillis(30), first.plusSeconds(5));
        assertThat(second).isEqualTo(second.truncatedTo(ChronoUnit.MILLIS));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void now_ofAServerThatDoesNotSay_isThisMachines() {
        Instant now = new ServerClock(BsonDocument::new).now();

        assertThat(now).isBetween(Instant.now().minusSeconds(5), Instant.now().plusMillis(1));
    }

    private ServerClock clock(Instant server) {
        return new ServerClock(() -> {
            asked++;
            return new BsonDocument("localTime", new BsonDateTime(server.toEpochMilli()));
        });
    }
}
