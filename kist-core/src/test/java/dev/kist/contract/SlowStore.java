// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.spi.DelegatingStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A store at the end of a slow line: something happens on the way of each write of secrets. */
final class SlowStore extends DelegatingStore {
    private final Runnable onTheWay;
    private final Supplier<Duration> timeout;

    /** With the time that the store has for its answers as it is at each moment. */
    SlowStore(SecretStore store, Runnable onTheWay, Supplier<Duration> timeout) {
        super(store);
        this.onTheWay = onTheWay;
        this.timeout = timeout;
    }

    @Override
    public Duration timeout() {
        return timeout.get();
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        onTheWay.run();
        return super.write(writes);
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        onTheWay.run();
        return super.writeAtomically(writes);
    }
}
