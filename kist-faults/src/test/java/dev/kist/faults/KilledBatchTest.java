// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kist killed in the middle of commands that write many documents, on a server without transactions: a second run of the
 * same command completes the first, and writes nothing twice.
 */
class KilledBatchTest {
    private static final int SECRETS = 250;
    private static final List<String> COMMANDS = List.of("migrate", "copy", "rotate");

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();
    private final Map<String, Long> durations = new HashMap<>();
    private final Map<String, Integer> interrupted = new TreeMap<>();

    @Test
    void killedInTheMiddle_isCompletedByAnotherRun_withoutTransactions() throws Exception {
        int kills = Math.max(3, Report.kills() / 25);
        Random random = new Random(Report.seed());
        try (MongoServer server =
                MongoServer.builder().standalone().syncOnCommit().start()) {
            Site site = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            try (Worker reader = site.start()) {
                for (int i = 0; i < COMMANDS.size() + kills; i++) {
                    String command = COMMANDS.get(i % COMMANDS.size());
                    String value = "value-" + i;
                    String[] words = prepare(site, reader, command, value);
                    if (i >= COMMANDS.size()) {
                        killDuring(site, command, words, random);
                    }
                    // The first of each is not killed: it tells how long the command takes.
                    long begin = System.nanoTime();
                    complete(reader, words);
                    durations.putIfAbsent(command, System.nanoTime() - begin);
                    for (int n = 0; n < SECRETS && !"rotate".equals(command); n++) {
                        ledger.record("KEY_" + n, value, Answer.DONE);
                    }
                }
                Inspection inspection = Inspection.of(ledger, reader);
                Report.row(
                        "kill -9 amid " + SECRETS + " documents, then the same again",
                        site.store() + ", standalone",
                        Report.counts(interrupted),
                        ledger,
                        inspection.versions());
            }
        }
    }

    /** The command's words, with everything in place for it. */
    private static String[] prepare(Site site, Worker reader, String command, String value) throws IOException {
        if ("rotate".equals(command)) {
            return new String[] {"rotate"};
        }
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < SECRETS; n++) {
            text.append("KEY_").append(n).append('=').append(value).append('\n');
        }
        String file = Files.writeString(site.folder().resolve("many.env"), text).toString();
        if ("migrate".equals(command)) {
            return new String[] {"migrate", "--env-file", file, "--yes"};
        }
        reader.done("migrate", "--env-file", file, "--yes", "--environment", "staging");
        return new String[] {"copy", "--from", "staging", "--to", "development", "--yes"};
    }

    /** The server may still be at the killed run's last batch: who meets it is told so, and runs the command again. */
    private static void complete(Worker reader, String[] words) {
        Answer answer = reader.run(words);
        for (int tries = 0; answer.code() == 6 && tries < 10; tries++) {
            answer = reader.run(words);
        }
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    private void killDuring(Site site, String command, String[] words, Random random) throws InterruptedException {
        try (Worker worker = site.start()) {
            worker.done("list");
            long moment = (long) (random.nextDouble() * 1.5 * durations.getOrDefault(command, 0L));
            Thread killer = new Thread(() -> {
                LockSupport.parkNanos(moment);
                worker.kill();
            });
            killer.start();
            if (worker.run(words).isKilled()) {
                interrupted.merge(command, 1, Integer::sum);
            }
            killer.join();
        }
    }
}
