// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.FailoverSet;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary moves between three members under eight writers and a rotation: the driver's elections, its retries, and members
 * that are no primary any more. All three are one server, so that nothing is rolled back and no secondary is behind: how
 * MongoDB itself fails over is not seen here.
 */
class FailoverTest {
    private static final int WRITERS = 8;

    /** So often one writer writes at most until a command has met no primary. */
    private static final int MAX_ROUNDS = 2000;

    @TempDir
    Path folder;

    @Test
    void primaryThatMoves_losesNothing_andNothingIsReportedFalsely() throws Exception {
        Random random = new Random(Report.seed());
        int rounds = Math.max(15, Report.kills() / 4);
        Ledger ledger = new Ledger();
        try (MongoServer server = MongoServer.builder().syncOnCommit().start();
                FailoverSet set = FailoverSet.before(server)) {
            Site direct = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            Site site = direct.by(set.through(direct.uri()), "10s");
            int stepDowns = 0;
            int crashes = 0;
            int rotations = 0;
            try (Lanes lanes = Lanes.start(
                            WRITERS,
                            lane -> write(
                                    site, ledger, lane, i -> i < rounds || (set.refusals() == 0 && i < MAX_ROUNDS)));
                    Lanes rotating = Lanes.start(1, lane -> {
                        try (Worker worker = site.start()) {
                            worker.run("rotate");
                            worker.run("rotate");
                        }
                    })) {
                while (!lanes.isDone() || !rotating.isDone()) {
                    Thread.sleep(1000 + random.nextInt(2000));
                    if (random.nextBoolean()) {
                        set.stepDown();
                        stepDowns++;
                    } else {
                        set.crash();
                        crashes++;
                    }
                    // An election takes a moment, and now and then longer.
                    Thread.sleep(random.nextInt(random.nextInt(4) == 0 ? 3000 : 500));
                    set.elect();
                }
                lanes.await();
                rotating.await();
            }
            try (Worker reader = direct.start()) {
                // What an interrupted rotation left is completed by the next one.
                reader.done("rotate");
                rotations++;
                Inspection inspection = Inspection.of(ledger, reader);
                assertThat(set.refusals()).as("commands that met no primary").isPositive();
                Report.row(
                        "a primary that moves, under " + WRITERS + " writers",
                        direct.store() + " as a set of three",
                        "stepped down " + stepDowns + " times, cut off " + crashes + " times, " + set.refusals()
                                + " commands met no primary, " + (2 + rotations) + " rotations",
                        ledger,
                        inspection.versions());
            }
        }
    }

    private static void write(Site site, Ledger ledger, int lane, IntPredicate goesOn) {
        try (Worker worker = site.start()) {
            for (int i = 0; goesOn.test(i); i++) {
                String value = lane + "-" + i;
                String key = i % 2 == 0 ? "OWN_" + lane : "SHARED";
                if (i % 5 == 4) {
                    ledger.record(key, Ledger.DELETION, worker.run("delete", key));
                } else {
                    ledger.record(key, value, worker.run("set", key, value));
                }
            }
        }
    }
}
