// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import dev.kist.testing.Fault;
import dev.kist.testing.FaultProxy;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that loses requests, answers and connections, and is slow, under writers. */
class NetworkTest {
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    @Test
    void faultsAtRandom_loseNothing_andNothingIsReportedFalsely() throws Exception {
        Random random = new Random(Report.seed());
        int rounds = Math.max(20, Report.kills() / 2);
        Ledger ledger = new Ledger();
        try (MongoServer server = MongoServer.builder().syncOnCommit().start();
                FaultProxy proxy = FaultProxy.before(server)) {
            Site direct = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            // Some outages are longer than Kist waits, so that all three kinds of answers come up.
            Site site = direct.by(proxy.through(direct.uri()), "3s");
            proxy.randomly(Report.seed(), 0.08, Fault.values());
            int cuts = 0;
            int refusals = 0;
            try (Lanes lanes = Lanes.start(WRITERS, lane -> {
                try (Worker worker = site.start()) {
                    for (int i = 0; i < rounds; i++) {
                        String value = lane + "-" + i;
                        write(ledger, worker, i % 2 == 0 ? "OWN_" + lane : "SHARED", value, i % 5 == 4);
                    }
                }
            })) {
                while (!lanes.isDone()) {
                    Thread.sleep(200 + random.nextInt(600));
                    proxy.cutConnections();
                    cuts++;
                    if (random.nextInt(8) == 0) {
                        proxy.refuseConnections();
                        Thread.sleep(random.nextInt(5000));
                        proxy.passThrough();
                        proxy.randomly(Report.seed() + cuts, 0.08, Fault.values());
                        refusals++;
                    }
                }
                lanes.await();
            }
            Map<String, Integer> made = new TreeMap<>();
            proxy.faults()
                    .forEach(fault -> made.merge(
                            fault.split(" ")[0].toLowerCase(Locale.ROOT).replace('_', ' '), 1, Integer::sum));
            try (Worker reader = direct.start()) {
                Inspection inspection = Inspection.of(ledger, reader);
                Report.row(
                        "a broken network under " + WRITERS + " writers",
                        direct.store(),
                        Report.counts(made) + ", all connections cut " + cuts + " times, refused " + refusals
                                + " times",
                        ledger,
                        inspection.versions());
            }
        }
    }

    private static void write(Ledger ledger, Worker worker, String key, String value, boolean isDeletion) {
        if (isDeletion) {
            ledger.record(key, Ledger.DELETION, worker.run("delete", key));
        } else {
            ledger.record(key, value, worker.run("set", key, value));
        }
    }
}
