// SPDX-License-Identifier: Apache-2.0
package dev.kist.memory;

import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection.Position;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The three collections, in memory. Documents are held as fields, so that any can be put there, and their unique places are
 * kept. Several stores may be open on them. Thread-safe: one operation at a time.
 */
public final class InMemoryDocuments {
    private final List<Map<String, Object>> others = new ArrayList<>();
    private final NavigableMap<Place, Map<String, Object>> secrets = new TreeMap<>();
    private final NavigableMap<Place, Map<String, Object>> history = new TreeMap<>();
    private final NavigableMap<Object, Map<String, Object>> environments = new TreeMap<>();
    private long changes;
    private long changesLeft = Long.MAX_VALUE;
    private boolean isAway;
    private @Nullable Error broken;

    /** A place that one document can have, ordered as documents are handed over. */
    private record Place(String environment, String key, long version) implements Comparable<Place> {
        static Place of(EnvironmentName environment, String key, long version) {
            return new Place(environment.value(), key, version);
        }

        static Place first(EnvironmentName environment) {
            return new Place(environment.value(), "", Long.MIN_VALUE);
        }

        static Place behind(EnvironmentName environment) {
            return new Place(environment.value() + "\0", "", Long.MIN_VALUE);
        }

        static Place current(CurrentDocument document) {
            return new Place(document.environment().value(), document.key(), 0);
        }

        static Place former(FormerDocument document) {
            return new Place(document.environment().value(), document.key(), document.version());
        }

        @Override
        public int compareTo(Place other) {
            int byEnvironment = environment.compareTo(other.environment);
            int byKey = byEnvironment != 0 ? byEnvironment : key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(version, other.version);
        }
    }

    /** Carries out one operation. */
    synchronized <T> T change(Supplier<T> operation) {
        if (changesLeft-- <= 0) {
            throw new IllegalStateException("the test stops it here");
        }
        try {
            return operation.get();
        } finally {
            changes++;
            notifyAll();
        }
    }

    /** Carries out an operation that may leave everything as it was; it did where the result is empty. */
    synchronized <T> Optional<T> changeOrUndo(Supplier<Optional<T>> operation) {
        TreeMap<Place, Map<String, Object>> secretsBefore = new TreeMap<>(secrets);
        TreeMap<Place, Map<String, Object>> historyBefore = new TreeMap<>(history);
        Optional<T> result = change(operation);
        if (result.isEmpty()) {
            secrets.clear();
            secrets.putAll(secretsBefore);
            history.clear();
            history.putAll(historyBefore);
        }
        return result;
    }

    /** Lets so many operations that write happen; those after them fail as if the program was killed. */
    public synchronized void failAfter(long operations) {
        changesLeft = operations;
    }

    /** Whether what a watch reads fails from now on, as if the store was away. */
    public synchronized void failReads(boolean fails) {
        isAway = fails;
        notifyAll();
    }

    /** What a watch reads fails with this error from now on; null lets it read again. */
    public synchronized void breakReads(@Nullable Error error) {
        broken = error;
        changes++;
        notifyAll();
    }

    /** How many changes there have been. */
    synchronized long changes() {
        return changes;
    }

    /** Waits until there have been more changes than {@code seen}, or {@code millis} have passed; the number there has been. */
    synchronized long await(long seen, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (changes == seen && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return changes;
    }

    /** Whether nothing was ever put here. */
    public synchronized boolean isEmpty() {
        return secrets.isEmpty() && history.isEmpty() && environments.isEmpty() && others.isEmpty();
    }

    /** Puts a document among the current ones, as another program would. */
    public void insertSecret(Map<String, ?> fields) {
        insert(secrets, fields, 0);
    }

    /** Puts a document into history, as another program would. */
    public void insertFormer(Map<String, ?> fields) {
        Object version = fields.get("version");
        insert(history, fields, version instanceof Number number ? number.longValue() : version == null ? -1 : -2);
    }

    private void insert(Map<Place, Map<String, Object>> to, Map<String, ?> fields, long version) {
        Map<String, Object> copy = new TreeMap<>(fields);
        change(() -> {
            Object environment = fields.get("environment");
            if (environment instanceof String name) {
                to.put(new Place(name, fields.get("key") instanceof String key ? key : "", version), copy);
            } else {
                others.add(copy);
            }
            return true;
        });
    }

    /** Puts a document among those of environments, as another program would. */
    public void insertEnvironment(Map<String, ?> fields) {
        Map<String, Object> copy = new TreeMap<>(fields);
        change(() -> environments.put(String.valueOf(fields.get("_id")), copy));
    }

    synchronized Optional<Map<String, Object>> environment(EnvironmentName name) {
        return Optional.ofNullable(environments.get(name.value()));
    }

    synchronized List<StoredEnvironment> environments() {
        return environments.values().stream()
                .filter(fields -> fields.get("_id") instanceof String name && EnvironmentName.isValid(name))
                .map(fields -> DocumentFields.readEnvironment(
                        EnvironmentName.parse(String.valueOf(fields.get("_id"))), fields))
                .toList();
    }

    boolean put(EnvironmentDocument document) {
        environments.put(document.name().value(), DocumentFields.of(document));
        return true;
    }

    boolean remove(EnvironmentDocument document) {
        return environments.remove(document.name().value()) != null;
    }

    synchronized List<StoredDocument> secrets(EnvironmentName environment, @Nullable Position after) {
        if (isAway && Thread.currentThread().isDaemon()) {
            throw new StoreUnavailableException("the test took the store away", null, null);
        }
        if (broken != null && Thread.currentThread().isDaemon()) {
            throw broken;
        }
        // Of a current version only the name counts.
        return secrets
                .subMap(
                        after == null ? Place.first(environment) : Place.of(environment, after.key(), Long.MAX_VALUE),
                        Place.behind(environment))
                .values()
                .stream()
                .map(DocumentFields::parseCurrent)
                .toList();
    }

    synchronized List<StoredDocument> history(EnvironmentName environment, @Nullable Position after) {
        return history
                .subMap(
                        after == null
                                ? Place.first(environment)
                                : Place.of(environment, after.key(), after.version() + 1),
                        Place.behind(environment))
                .values()
                .stream()
                .map(DocumentFields::parseFormer)
                .toList();
    }

    /** Inserts a current document; whether it is there now. */
    boolean insertSecret(CurrentDocument document) {
        Map<String, Object> fields = DocumentFields.of(document);
        Map<String, Object> there = secrets.get(Place.current(document));
        if (there == null && secrets.values().stream().noneMatch(other -> isOfId(other, document))) {
            secrets.put(Place.current(document), fields);
            return true;
        }
        return there != null && DocumentFields.parseCurrent(there).equals(document);
    }

    private static boolean isOfId(Map<String, Object> fields, SecretDocument document) {
        return document.id().equals(fields.get("_id"));
    }

    /** Inserts a former version; whether it is there now. */
    boolean insertFormer(FormerDocument former) {
        @Nullable Map<String, Object> there = history.putIfAbsent(Place.former(former), DocumentFields.of(former));
        return there == null || DocumentFields.parseFormer(there).equals(former);
    }

    /** Puts a former version in the place of another one; whether that one was there. */
    boolean replaceFormer(FormerDocument expected, FormerDocument next) {
        if (!isFormer(expected)) {
            return isFormer(next);
        }
        history.put(Place.former(next), DocumentFields.of(next));
        return true;
    }

    private boolean isFormer(FormerDocument expected) {
        Map<String, Object> there = history.get(Place.former(expected));
        return there != null && DocumentFields.parseFormer(there).equals(expected);
    }

    boolean removeFormer(FormerDocument expected) {
        return isFormer(expected) && history.remove(Place.former(expected)) != null;
    }

    /** Whether the current document of that place has this id and revision. */
    boolean isCurrent(CurrentDocument document, int revision) {
        Map<String, Object> there = secrets.get(Place.current(document));
        return there != null && isOfId(there, document) && Objects.equals(there.get("revision"), revision);
    }

    boolean removeSecret(CurrentDocument current) {
        return secrets.remove(Place.current(current)) != null;
    }

    /** Carries out a write under its compare-and-set; whether it happened. */
    boolean write(SecretWrite write) {
        FormerDocument former = write.former();
        Map<String, Object> entry = former == null ? null : history.get(Place.former(former));
        if (former != null
                && entry != null
                && !DocumentFields.parseFormer(entry).equals(former)) {
            return false;
        }
        boolean isFree = write.isInsert()
                ? !secrets.containsKey(Place.current(write.next())) && insertSecret(write.next())
                : isCurrent(write.next(), write.expectedRevision());
        if (!isFree) {
            return false;
        }
        if (former != null) {
            insertFormer(former);
        }
        secrets.put(Place.current(write.next()), DocumentFields.of(write.next()));
        return true;
    }
}
