// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A real store between which and its user requests and answers get lost, as a test says. */
public class UnreliableStore extends DelegatingStore {
    /** What becomes of a write. */
    public enum Fault {
        /** It is carried out, and the answer does not arrive. */
        LOST_ANSWER,
        /** It is not carried out, and no answer tells. */
        LOST_REQUEST
    }

    private final Deque<Fault> faults = new ArrayDeque<>();
    private final boolean hasTransactions;
    private Duration timeout;
    private Runnable meanwhile = () -> {};
    private Optional<Fault> always = Optional.empty();
    private int failingReads;

    public UnreliableStore(SecretStore store, boolean hasTransactions) {
        super(store);
        this.hasTransactions = hasTransactions;
        this.timeout = store.timeout();
    }

    /** What becomes of the next writes; those after them work. */
    public UnreliableStore next(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** What becomes of every write, and how long one tries. */
    public UnreliableStore always(Fault fault, Duration briefly) {
        always = Optional.of(fault);
        timeout = briefly;
        return this;
    }

    /** Runs once, when a write was lost and before its user learns of it. */
    public UnreliableStore meanwhile(Runnable another) {
        meanwhile = another;
        return this;
    }

    /** So many reads fail after the next write that is lost. */
    public UnreliableStore failingReadsAfterwards(int reads) {
        return meanwhile(() -> failingReads(reads));
    }

    /** So many reads fail from now on. */
    public final void failingReads(int reads) {
        failingReads = reads;
    }

    final void timeout(Duration briefly) {
        timeout = briefly;
    }

    /** Whether every fault that was asked for has happened. */
    public boolean isSpent() {
        return faults.isEmpty();
    }

    private <T> T write(Supplier<T> write) {
        Fault fault = always.orElseGet(faults::poll);
        if (fault != Fault.LOST_REQUEST) {
            T answer = write.get();
            if (fault == null) {
                return answer;
            }
        }
        Runnable another = meanwhile;
        meanwhile = () -> {};
        another.run();
        throw new LostAnswerException("the test cut the connection", null, null);
    }

    private void read() {
        if (failingReads > 0) {
            failingReads--;
            throw new StoreUnavailableException("the test cut the connection", null, null);
        }
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public boolean hasTransactions() {
        return hasTransactions;
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        read();
        return super.findEnvironment(name, freshness);
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        read();
        super.findSecrets(selection, freshness, consumer);
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return write(() -> super.insertEnvironment(document));
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return write(() -> super.write(writes));
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return write(() -> super.writeAtomically(writes));
    }
}
