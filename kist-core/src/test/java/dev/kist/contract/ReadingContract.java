package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.PruneCuts;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Who reads while another rotates, prunes and writes meets no error and no wrong value, on every store. Each reader has a
 * store and a copy of the keyring of its own, as a process has.
 */
public abstract class ReadingContract extends TeamContract {
    private static final int SECRETS = 12;

    /** One kind of read, which gives the version of each secret that it took for the current one. */
    private interface Read {
        Map<String, Integer> versions(Environments environments);
    }

    @Test
    void reading_whileRotated_meetsNoErrorAndNoWrongValue() throws Exception {
        team();
        setAll();
        setAll();
        long reads = whileRead(() -> {
            for (int round = 0; round < 8; round++) {
                assertThat(rotation(alice).rotate(PRODUCTION, done -> {}).encrypted())
                        .isPositive();
                setAll();
            }
        });
        assertThat(reads).isPositive();
        assertThat(open(alice).activeDek()).isEqualTo(9);
    }

    @Test
    void reading_whilePruned_meetsNoErrorAndNoWrongValue() throws Exception {
        team();
        setAll();
        HistoryPruner pruner = new HistoryPruner(as(alice), ACTOR);
        long reads = whileRead(() -> {
            for (int round = 0; round < 8; round++) {
                for (int versions = 0; versions < 3; versions++) {
                    setAll();
                }
                PruneCuts plan = pruner.plan(PRODUCTION, 2, Instant.MAX);
                assertThat(pruner.remove(plan, removed -> {})).isPositive();
            }
        });
        assertThat(reads).isPositive();
        new HistoryReader(as(alice))
                .read(Selection.all(PRODUCTION), Freshness.PRIMARY)
                .requireAll()
                .forEach((name, history) -> assertThat(history.versions()).hasSize(2));
    }

    /** Writes the next version of each secret: its name and number. */
    private void setAll() {
        Environments environments = as(alice);
        Map<String, Integer> versions = new HashMap<>();
        new SecretReader(environments)
                .readAll(PRODUCTION, Freshness.PRIMARY)
                .requireAll()
                .forEach(secret -> versions.put(secret.name().value(), secret.version()));
        for (int i = 0; i < SECRETS; i++) {
            String name = "S" + i;
            set(environments, name, value(name, versions.getOrDefault(name, 0) + 1));
        }
    }

    private static String value(String name, int version) {
        return name + " " + version;
    }

    /** Runs {@code work} among readers of each kind; gives how often they read. The first failure of a reader ends it all. */
    private long whileRead(Runnable work) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Read> kinds = List.of(ReadingContract::get, ReadingContract::load, ReadingContract::history);
        ExecutorService threads = Executors.newFixedThreadPool(kinds.size());
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (Read kind : kinds) {
                readers.add(threads.submit(() -> readUntil(isOver, kind)));
            }
            try {
                work.run();
            } finally {
                isOver.set(true);
            }
            long reads = 0;
            for (Future<Long> reader : readers) {
                reads += reader.get(120, TimeUnit.SECONDS);
            }
            return reads;
        } finally {
            threads.shutdownNow();
        }
    }

    private long readUntil(AtomicBoolean isOver, Read kind) throws InterruptedException {
        long reads = 0;
        Map<String, Integer> seen = new HashMap<>();
        try (SecretStore own = openStore()) {
            Environments environments = new Environments(own, Identities.of(List.of(alice)), KnownFingerprints.none());
            while (!isOver.get() || reads == 0) {
                Map<String, Integer> versions = kind.versions(environments);
                assertThat(versions).hasSize(SECRETS);
                versions.forEach((name, version) -> assertThat(version)
                        .as("version of %s", name)
                        .isGreaterThanOrEqualTo(seen.getOrDefault(name, 1)));
                seen.putAll(versions);
                reads++;
                Thread.sleep(5);
            }
        }
        return reads;
    }

    private static Map<String, Integer> get(Environments environments) {
        Map<String, Integer> versions = new TreeMap<>();
        new SecretReader(environments)
                .readAll(PRODUCTION, Freshness.PREFER_PRIMARY)
                .requireAll()
                .forEach(secret -> versions.put(secret.name().value(), checked(secret)));
        return versions;
    }

    private static Map<String, Integer> load(Environments environments) {
        Map<String, Integer> versions = new TreeMap<>();
        new SecretLoader(environments)
                .load(PRODUCTION, Unreadable.FAIL)
                .values()
                .forEach((name, value) -> {
                    String[] parts = value.text().split(" ", 2);
                    assertThat(parts[0]).isEqualTo(name.value());
                    versions.put(name.value(), Integer.parseInt(parts[1]));
                });
        return versions;
    }

    private static Map<String, Integer> history(Environments environments) {
        Map<String, Integer> versions = new TreeMap<>();
        SortedMap<?, SecretHistory> histories = new HistoryReader(environments)
                .read(Selection.all(PRODUCTION), Freshness.PREFER_PRIMARY)
                .requireAll();
        histories.values().forEach(history -> {
            history.versions().forEach(ReadingContract::checked);
            versions.put(history.name().value(), history.current().version());
        });
        return versions;
    }

    /** The secret's version, which its value has to be of. */
    private static int checked(Secret secret) {
        assertThat(secret.value().text()).isEqualTo(value(secret.name().value(), secret.version()));
        return secret.version();
    }
}
