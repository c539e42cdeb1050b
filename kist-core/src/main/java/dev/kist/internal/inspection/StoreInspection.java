// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistException;
import dev.kist.internal.environment.Environments;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.StoreFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The connection, the clock, and how the server or file is run. */
public final class StoreInspection {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private final Environments environments;
    private final SecretStore store;

    public StoreInspection(Environments environments) {
        this.environments = environments;
        this.store = environments.store();
    }

    /** What there is to say. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(connection());
            findings.add(clock());
            store.as(InspectableStore.class)
                    .ifPresent(inspectable -> inspectable.inspect().forEach(found -> findings.add(finding(found))));
        } catch (KistException e) {
            findings.add(Finding.failure("connection", e));
        }
        return findings;
    }

    private Finding connection() {
        long begin = System.nanoTime();
        int count = environments.names().size();
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        return Finding.good(
                Code.CONNECTION,
                "connection",
                store.description() + " answered in " + millis + " ms; it has " + count
                        + (count == 1 ? " environment" : " environments"));
    }

    private Finding clock() {
        Duration apart = Duration.between(Instant.now(), store.now()).abs();
        return apart.compareTo(CLOCK_TOLERANCE) <= 0
                ? Finding.good(Code.CLOCK, "clock", "this machine and the store differ by " + apart.toMillis() + " ms")
                : Finding.warning(
                        Code.CLOCK,
                        "clock",
                        "this machine and the store differ by " + apart.toSeconds() + " s",
                        "set this machine's clock by NTP; Kist takes the store's time");
    }

    private static Finding finding(StoreFinding found) {
        return new Finding(Code.STORE, found.status(), found.what(), found.text(), found.advice(), Map.of(), null);
    }
}
