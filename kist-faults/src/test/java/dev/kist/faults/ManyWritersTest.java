// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that set the same key and their own at once, with a rotation in between. */
class ManyWritersTest {
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    @Test
    void writersAtOnce_withARotation_loseNothing_onMongoDb() throws Exception {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            writeAtOnce(Site.on(server, folder));
        }
    }

    @Test
    void writersAtOnce_withARotation_loseNothing_inTheLocalStore() throws Exception {
        writeAtOnce(Site.local(folder));
    }

    private static void writeAtOnce(Site site) throws Exception {
        int rounds = Math.max(10, Report.kills() / 5);
        Ledger ledger = new Ledger();
        try (Worker reader = site.start();
                Lanes lanes = Lanes.start(WRITERS, lane -> {
                    try (Worker worker = site.start()) {
                        for (int i = 0; i < rounds; i++) {
                            String value = lane + "-" + i;
                            ledger.record("SHARED", value, worker.run("set", "SHARED", value));
                            String own = "OWN_" + lane;
                            Answer answer = worker.run("set", own, value);
                            assertThat(answer.code()).as(answer.err()).isZero();
                            ledger.record(own, value, answer);
                        }
                    }
                })) {
            Thread.sleep(1500);
            int rotations = 0;
            do {
                Answer rotation = reader.run("rotate");
                assertThat(rotation.code()).as(rotation.err()).isZero();
                rotations++;
            } while (rotations < 2 || (!lanes.isDone() && rotations < 5));
            lanes.await();
            ledger.record("FIRST", "of all", Answer.DONE);
            Inspection inspection = Inspection.of(ledger, reader);
            Report.row(
                    WRITERS + " writers at once",
                    site.store(),
                    rotations + " rotations",
                    ledger,
                    inspection.versions());
        }
    }
}
