package dev.kist.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a store's test brings for {@link SecretStoreContract}, and what the parts of the contract share. */
abstract class StoreContract {
    /** One of the three collections. */
    public enum Place {
        CURRENT,
        HISTORY,
        ENVIRONMENTS
    }

    private final List<SecretStore> opened = new ArrayList<>();

    /** The store under test, freshly opened, on data that does not exist yet. */
    SecretStore store;

    /** A store on the same data each time it is called within one test; that data does not exist before the first write. */
    protected abstract SecretStore openStore();

    /**
     * Inserts a document past the store, as another program would: fields of the types in {@link
     * dev.kist.spi.DocumentFields}, and also {@link Long}, {@link Double} and null. An absent {@code _id} is made up.
     */
    protected abstract void insertRaw(Place place, Map<String, ?> fields);

    /** Whether there is no trace of the data: no file, no collection. */
    protected abstract boolean nothingExists();

    @BeforeEach
    void open() {
        store = anotherStore();
    }

    @AfterEach
    void close() {
        opened.forEach(SecretStore::close);
    }

    final SecretStore anotherStore() {
        SecretStore another = openStore();
        opened.add(another);
        return another;
    }

    final List<StoredDocument> current(Selection selection) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(selection, Freshness.PRIMARY, found::add);
        return found;
    }

    final List<StoredDocument> current() {
        return current(Selection.all(StoredSamples.ENVIRONMENT));
    }

    final List<StoredDocument> history(Selection selection) {
        List<StoredDocument> found = new ArrayList<>();
        store.findHistory(selection, Freshness.PRIMARY, found::add);
        return found;
    }

    final List<StoredDocument> history() {
        return history(Selection.all(StoredSamples.ENVIRONMENT));
    }

    /** What the tasks give when they begin at the same moment, each in its own thread. */
    static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CyclicBarrier start = new CyclicBarrier(tasks.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
