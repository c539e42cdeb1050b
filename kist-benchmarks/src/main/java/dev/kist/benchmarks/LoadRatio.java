// SPDX-License-Identifier: Apache-2.0
package dev.kist.benchmarks;

import dev.kist.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The work of {@link LoadBenchmark} in turn, one call of {@code load} and one of the bare driver, for machines that are busy
 * with other things: prints the median ratio of their times, and how much memory a loaded secret takes, its value of about 40
 * characters among it. Run it with {@code -Xmx1g -XX:+UseSerialGC}; the arguments are numbers of secrets.
 */
final class LoadRatio {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 40;
    private static final int SNAPSHOTS = 5;

    private LoadRatio() {}

    public static void main(String[] numbers) throws Exception {
        for (String number : numbers) {
            LoadBenchmark benchmark = new LoadBenchmark();
            benchmark.secrets = Integer.parseInt(number);
            benchmark.fill();
            try {
                System.out.printf(
                        "%s secrets: load takes %.2f of the bare driver's time, %d bytes a secret%n",
                        number, ratio(benchmark), bytes(benchmark));
            } finally {
                benchmark.close();
            }
        }
    }

    private static double ratio(LoadBenchmark benchmark) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            double ratio = seconds(benchmark::load) / seconds(benchmark::bareDriver);
            if (i >= WARM_UP) {
                ratios.add(ratio);
            }
        }
        Collections.sort(ratios);
        return ratios.get(ROUNDS / 2);
    }

    private static double seconds(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long bytes(LoadBenchmark benchmark) throws InterruptedException {
        List<Snapshot> kept = new ArrayList<>();
        long before = used();
        for (int i = 0; i < SNAPSHOTS; i++) {
            kept.add(benchmark.load());
        }
        long after = used();
        return (after - before)
                / kept.stream().mapToLong(snapshot -> snapshot.secrets().size()).sum();
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
