// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Printable;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts current versions while more of them are fetched: many of them on the JVM's common pool, in which no thread of ours
 * is left behind, a few on the caller's thread alone. For one thread.
 */
final class Decryption {
    private static final int TOGETHER = 256;

    private final OpenEnvironment environment;
    private final List<FutureTask<List<Outcome>>> begun = new ArrayList<>();
    private List<StoredDocument> waiting = new ArrayList<>();

    Decryption(OpenEnvironment environment) {
        this.environment = environment;
    }

    /** What became of the document, or of the documents, of one name. */
    static final class Outcome {
        private final StoredDocument document;
        private final @Nullable Found found;
        private final @Nullable Exception failure;
        private int documents = 1;

        private Outcome(StoredDocument document, @Nullable Found found, @Nullable Exception failure) {
            this.document = document;
            this.found = found;
            this.failure = failure;
        }

        private Outcome besides(Outcome other) {
            documents += other.documents;
            return this;
        }

        String key() {
            return document.key();
        }

        /**
         * The secret.
         *
         * @throws KistException if there are several documents, or it was not written by Kist, or is not authentic
         */
        Found get(EnvironmentName environment) throws UnknownDekException {
            if (documents > 1) {
                throw new DecryptionFailedException(
                        "secret " + Printable.quote(key()) + " of " + environment,
                        "has " + documents + " documents: its unique index is missing",
                        "find out which is right and remove the other; the next write makes the index");
            }
            if (document instanceof ForeignDocument foreign) {
                throw foreign.failure(environment);
            }
            if (failure instanceof UnknownDekException unknown) {
                throw unknown;
            }
            if (failure instanceof KistException refused) {
                throw refused;
            }
            if (found == null) {
                throw new IllegalStateException();
            }
            return found;
        }

        @Override
        public String toString() {
            return "Outcome[" + Printable.quote(key()) + "]";
        }
    }

    void add(StoredDocument document) {
        waiting.add(document);
        if (waiting.size() == TOGETHER) {
            FutureTask<List<Outcome>> task = task();
            begun.add(task);
            if (ForkJoinPool.getCommonPoolParallelism() > 0) {
                ForkJoinPool.commonPool().execute(task);
            }
        }
    }

    private FutureTask<List<Outcome>> task() {
        List<StoredDocument> documents = waiting;
        waiting = new ArrayList<>(TOGETHER);
        return new FutureTask<>(() -> documents.stream().map(this::decrypt).toList());
    }

    private Outcome decrypt(StoredDocument document) {
        if (!(document instanceof CurrentDocument current)) {
            return new Outcome(document, null, null);
        }
        try {
            return new Outcome(document, new Found(current, environment.decrypt(current)), null);
        } catch (KistException | UnknownDekException e) {
            return new Outcome(document, null, e);
        }
    }

    /** One outcome for each name, in the order in which the documents came. */
    Collection<Outcome> finish() {
        Map<String, Outcome> byName = new LinkedHashMap<>();
        begun.add(task());
        for (FutureTask<List<Outcome>> task : begun) {
            // Does nothing where the pool has begun it.
            task.run();
            for (Outcome outcome : result(task)) {
                Outcome other = byName.put(outcome.key(), outcome);
                if (other != null) {
                    byName.put(outcome.key(), outcome.besides(other));
                }
            }
        }
        return byName.values();
    }

    private static List<Outcome> result(FutureTask<List<Outcome>> task) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // It is done in milliseconds.
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
