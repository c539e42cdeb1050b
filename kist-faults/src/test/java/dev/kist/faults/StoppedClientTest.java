// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Log.EventEntry;
import dev.kist.testing.FaultProxy;
import dev.kist.testing.Hold;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped with SIGSTOP, its insert of a new name on the way, while others rotate and drop the DEK that it
 * is by. It takes over a minute for real, so the long form alone has it.
 */
class StoppedClientTest {
    private static final int LONG_FORM = 1000;

    @TempDir
    Path folder;

    @Test
    void stoppedForAMinute_losesNothingThatItAcknowledges() throws Exception {
        assumeTrue(Report.kills() >= LONG_FORM, "the long form alone: -Dkist.kills=1000");
        Ledger ledger = new Ledger();
        try (MongoServer server = MongoServer.builder().syncOnCommit().start();
                FaultProxy proxy = FaultProxy.before(server)) {
            Site direct = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            Site slow = direct.by(proxy.through(direct.uri()), "300s");
            try (Worker stopped = slow.start();
                    Worker other = direct.start()) {
                ledger.record("WARM", "up", stopped.done("set", "WARM", "up"));
                Hold insert = proxy.hold("insert");
                CompletableFuture<Answer> answer =
                        CompletableFuture.supplyAsync(() -> stopped.run("set", "NEW", "value"));
                insert.awaitReached();
                stopped.stop();
                other.done("rotate");
                TimeUnit.SECONDS.sleep(65);
                other.done("rotate");
                insert.release();
                stopped.goOn();

                ledger.record("NEW", "value", answer.get(300, TimeUnit.SECONDS));

                assertThat(answer.get().code()).isZero();
                assertThat(events(direct)).contains("dek-dropped");
                Inspection inspection = Inspection.of(ledger, other);
                Report.row(
                        "a process stopped for a minute during a rotation",
                        direct.store(),
                        "1 stop, 2 rotations",
                        ledger,
                        inspection.versions());
            }
        }
    }

    private static String events(Site site) {
        try (Kist kist = Kist.open(KistOptions.builder()
                .variables(Map.of("HOME", site.folder().resolve("home").toString(), "KIST_MONGODB_URI", site.uri()))
                .directory(site.folder())
                .onWarning(warning -> {})
                .build())) {
            return kist.environment().log().entries().stream()
                    .filter(EventEntry.class::isInstance)
                    .map(entry -> ((EventEntry) entry).kind())
                    .toList()
                    .toString();
        }
    }
}
