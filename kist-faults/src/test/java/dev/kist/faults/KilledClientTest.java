// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import dev.kist.testing.MongoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of Kist killed at random moments of {@code set}, {@code migrate}, {@code delete} and {@code rollback}. */
class KilledClientTest {
    private static final int LANES = 3;
    private static final int KEYS = 6;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();
    private final AtomicInteger values = new AtomicInteger();
    private final Map<String, Integer> interrupted = new ConcurrentHashMap<>();

    @Test
    void killedAtRandomMoments_losesNothing_onMongoDb() throws Exception {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            killOften(Site.on(server, folder), (Report.kills() + 1) / 2);
        }
    }

    @Test
    void killedAtRandomMoments_losesNothing_inTheLocalStore() throws Exception {
        killOften(Site.local(folder), Report.kills() / 2);
    }

    private void killOften(Site site, int kills) throws Exception {
        AtomicInteger left = new AtomicInteger(kills);
        try (Worker reader = site.start()) {
            ledger.record("FIRST", "of all", Answer.DONE);
            for (int i = 0; i < KEYS; i++) {
                ledger.record("KEY_" + i, "first", reader.done("set", "KEY_" + i, "first"));
            }
            try (Lanes lanes = Lanes.start(LANES, lane -> {
                Random random = new Random(Report.seed() + lane);
                while (left.getAndDecrement() > 0) {
                    liveAndDie(site, lane, random);
                }
            })) {
                lanes.await();
            }
            Inspection inspection = Inspection.of(ledger, reader);
            Report.row(
                    "kill -9 of Kist",
                    site.store(),
                    kills + " kills: " + Report.counts(interrupted),
                    ledger,
                    inspection.versions());
        }
    }

    /** One process: it writes until it is killed, in one of its first writes once it is warm. */
    private void liveAndDie(Site site, int lane, Random random) throws Exception {
        try (Worker worker = site.start()) {
            write(worker, "migrate", "KEY_0", site.folder(), lane);
            write(worker, "rollback", "KEY_1", site.folder(), lane);
            long begin = System.nanoTime();
            write(worker, "set", "KEY_2", site.folder(), lane);
            long once = System.nanoTime() - begin;
            // Warm or not, on a busy machine or not: the moment is somewhere in the next few writes.
            long moment = (long) (random.nextDouble() * 3 * once);
            Thread killer = new Thread(() -> {
                LockSupport.parkNanos(moment);
                worker.kill();
            });
            killer.start();
            String command;
            do {
                command = drawn(random);
            } while (write(worker, command, "KEY_" + random.nextInt(KEYS), site.folder(), lane));
            interrupted.merge(command, 1, Integer::sum);
            killer.join();
        }
    }

    private static String drawn(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "set";
            case 1 -> "migrate";
            case 2 -> "delete";
            default -> "rollback";
        };
    }

    /** One write; whether it was answered. */
    private boolean write(Worker worker, String command, String key, Path at, int lane) throws Exception {
        String value = "value-" + values.incrementAndGet();
        Answer answer =
                switch (command) {
                    case "set" -> worker.run("set", key, value);
                    case "delete" -> worker.run("delete", key);
                    case "rollback" -> worker.run("rollback", key, "--to", "1");
                    default -> {
                        Path file = at.resolve("lane-" + lane + ".env");
                        Map<String, String> entries = new TreeMap<>();
                        for (String name : new String[] {key, "MOVED_A", "MOVED_B", "MOVED_" + lane}) {
                            entries.put(name, value);
                        }
                        StringBuilder text = new StringBuilder();
                        entries.forEach((name, entry) ->
                                text.append(name).append('=').append(entry).append('\n'));
                        Files.writeString(file, text);
                        Answer moved = worker.run("migrate", "--env-file", file.toString(), "--yes");
                        ledger.recordWhole(entries, moved);
                        yield moved;
                    }
                };
        switch (command) {
            case "set" -> ledger.record(key, value, answer);
            case "delete" -> ledger.record(key, Ledger.DELETION, answer);
            case "rollback" -> ledger.record(key, "first", answer);
            default -> {}
        }
        return !answer.isKilled();
    }
}
