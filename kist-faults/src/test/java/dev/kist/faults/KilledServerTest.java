// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.faults.Answer.Claim;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server killed and started again under writers. */
class KilledServerTest {
    private static final int WRITERS = 8;

    @TempDir
    Path folder;

    @Test
    void killedUnderWriters_losesNothingAcknowledged() throws Exception {
        int kills = Math.max(3, Report.kills() / 20);
        Random random = new Random(Report.seed());
        Ledger ledger = new Ledger();
        AtomicBoolean isOver = new AtomicBoolean();
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            Site site = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            try (Lanes lanes = Lanes.start(WRITERS, lane -> {
                try (Worker worker = site.start()) {
                    for (int i = 0; !isOver.get(); i++) {
                        String value = lane + "-" + i;
                        String key = i % 2 == 0 ? "OWN_" + lane : "SHARED_" + lane % 3;
                        ledger.record(key, value, worker.run("set", key, value));
                    }
                }
            })) {
                for (int i = 0; i < kills; i++) {
                    awaitWrites(ledger, WRITERS + random.nextInt(5 * WRITERS));
                    server.kill();
                    Thread.sleep(random.nextInt(1500));
                    server.restart();
                }
                awaitWrites(ledger, WRITERS);
                isOver.set(true);
                lanes.await();
            }
            try (Worker reader = site.start()) {
                Inspection inspection = Inspection.of(ledger, reader);
                Report.row(
                        "kill -9 of the server under " + WRITERS + " writers",
                        site.store(),
                        kills + " kills",
                        ledger,
                        inspection.versions());
            }
        }
    }

    /** Waits until so many more writes are acknowledged: the server is up, and the writers are at it. */
    private static void awaitWrites(Ledger ledger, int more) throws InterruptedException {
        int enough = ledger.count(Claim.WRITTEN) + more;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (ledger.count(Claim.WRITTEN) < enough) {
            assertThat(System.nanoTime()).as("the writers' deadline").isLessThan(end);
            Thread.sleep(5);
        }
    }
}
