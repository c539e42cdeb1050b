package dev.kist.contract;

import dev.kist.spi.DelegatingStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import java.util.List;

/** A store at the end of a slow line: something happens on the way of each write of secrets. */
final class SlowStore extends DelegatingStore {
    private final Runnable onTheWay;

    SlowStore(SecretStore store, Runnable onTheWay) {
        super(store);
        this.onTheWay = onTheWay;
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
