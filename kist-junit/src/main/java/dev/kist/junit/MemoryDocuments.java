// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.Selection;
import dev.kist.spi.Selection.Position;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The documents of the three collections, as the fields that MongoDB would hold, encrypted as there. One operation after the
 * other. Lives as long as something refers to it; nothing is written to a disk.
 */
final class MemoryDocuments {
    private static final Comparator<Map<String, ?>> ORDER =
            Comparator.<Map<String, ?>, String>comparing(MemoryDocuments::key).thenComparing(MemoryDocuments::version);

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(10);

    private final String name;
    private final List<Map<String, ?>> secrets = new ArrayList<>();
    private final List<Map<String, ?>> history = new ArrayList<>();
    private final List<Map<String, ?>> environments = new ArrayList<>();
    private final Map<MemoryFeed, Long> delivered = new HashMap<>();
    private boolean isAway;
    private long changes;

    MemoryDocuments(String name) {
        this.name = name;
    }

    /** How the store is called. */
    String name() {
        return name;
    }

    /** From now on every operation fails as if the server could not be reached, or works again. */
    synchronized void setAway(boolean away) {
        isAway = away;
        changes++;
        notifyAll();
    }

    /** Reads, alone. */
    synchronized <T> T read(Supplier<T> operation) {
        requirePresent();
        return operation.get();
    }

    /** Carries out one operation that may change something, alone. */
    synchronized <T> T change(Supplier<T> operation) {
        requirePresent();
        try {
            return operation.get();
        } finally {
            changes++;
            notifyAll();
        }
    }

    /** How many operations there were that may have changed something. */
    synchronized long changes() {
        return changes;
    }

    /** Someone follows these documents from now on. */
    synchronized void follow(MemoryFeed follower) {
        delivered.put(follower, -1L);
    }

    /** Someone follows them no more. */
    synchronized void leave(MemoryFeed follower) {
        delivered.remove(follower);
        notifyAll();
    }

    /**
     * Waits until all that follow have taken what was changed so far and wait for more; not longer than they may take where
     * one of them fails.
     */
    synchronized void awaitFollowers() {
        long until = changes;
        long deadline = System.nanoTime() + LONGEST_DELIVERY.toNanos();
        try {
            for (long left = LONGEST_DELIVERY.toMillis(); left > 0 && !hasDelivered(until); ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasDelivered(long until) {
        return isAway || delivered.values().stream().allMatch(seen -> seen >= until);
    }

    /** Waits as {@link #awaitChange(long, Duration)} does; who asks again has taken all that was changed before. */
    synchronized long awaitChange(MemoryFeed follower, long seen, Duration most) throws InterruptedException {
        delivered.replace(follower, seen);
        notifyAll();
        return awaitChange(seen, most);
    }

    /**
     * Waits until there were other changes than {@code seen}, or the time is over.
     *
     * @return how many there were by then
     * @throws StoreUnavailableException while the store is away
     */
    synchronized long awaitChange(long seen, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); changes == seen && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        requirePresent();
        return changes;
    }

    /**
     * The documents of one environment.
     *
     * @param environment its own
     * @param secrets those of its current versions
     */
    record Contents(Map<String, ?> environment, List<Map<String, ?>> secrets) {}

    /** What an environment is now, without its history. */
    synchronized Contents contents(EnvironmentName name) {
        return new Contents(
                environment(name).orElseThrow(),
                secrets.stream().filter(fields -> isOf(name, fields)).toList());
    }

    /**
     * Has an environment be this and nothing else, whatever it was before.
     *
     * @return whether its own document was another, or gone
     */
    synchronized boolean putBack(EnvironmentName name, Contents contents) {
        boolean isSame =
                environment(name).filter(contents.environment()::equals).isPresent();
        boolean hasHistory = history.removeIf(fields -> isOf(name, fields));
        if (!isSame || hasHistory || !contents(name).equals(contents)) {
            environments.removeIf(fields -> name.value().equals(fields.get("_id")));
            environments.add(contents.environment());
            secrets.removeIf(fields -> isOf(name, fields));
            secrets.addAll(contents.secrets());
            changes++;
            notifyAll();
        }
        return !isSame;
    }

    private static boolean isOf(EnvironmentName name, Map<String, ?> fields) {
        return name.value().equals(fields.get("environment"));
    }

    private void requirePresent() {
        if (isAway) {
            throw new StoreUnavailableException(
                    "the store of the test, " + name + ", cannot be reached", "the test made it so", null);
        }
    }

    List<Map<String, ?>> secrets() {
        return secrets;
    }

    List<Map<String, ?>> history() {
        return history;
    }

    List<Map<String, ?>> environments() {
        return environments;
    }

    Optional<Map<String, ?>> environment(EnvironmentName environment) {
        return findFirst(environments, fields -> environment.value().equals(fields.get("_id")));
    }

    /** The current document in the place of {@code document}, whatever it is. */
    Optional<Map<String, ?>> current(CurrentDocument document) {
        return findFirst(secrets, fields -> isPlaceOf(document, fields));
    }

    /** Whether a current document has this id, whatever it is. */
    boolean hasSecret(DocumentId id) {
        return findFirst(secrets, fields -> id.equals(fields.get("_id"))).isPresent();
    }

    /** The former version in the place of {@code former}, whatever it is. */
    Optional<Map<String, ?>> former(FormerDocument former) {
        return findFirst(
                history,
                fields -> isPlaceOf(former, fields)
                        && Integer.valueOf(former.version()).equals(fields.get("version")));
    }

    /** Whether {@code fields} are {@code document} in the revision that {@code revision} says. */
    static boolean isRevision(Map<String, ?> fields, CurrentDocument document, int revision) {
        return document.id().equals(fields.get("_id"))
                && Integer.valueOf(revision).equals(fields.get("revision"));
    }

    static boolean isRevision(Map<String, ?> fields, EnvironmentDocument document, int revision) {
        return document.name().value().equals(fields.get("_id"))
                && Integer.valueOf(revision).equals(fields.get("revision"));
    }

    /** Whether {@code fields} are {@code former} in all that Kist stores. */
    static boolean isFormer(Map<String, ?> fields, FormerDocument former) {
        return DocumentFields.parseFormer(fields).equals(former);
    }

    static void replace(List<Map<String, ?>> documents, Map<String, ?> before, Map<String, ?> now) {
        documents.set(documents.indexOf(before), now);
    }

    /** The current documents that {@code selection} means, in its order. */
    List<StoredDocument> current(Selection selection) {
        Position after = selection.after();
        // Of a current version only the name counts.
        Position last = after == null ? null : new Position(after.key(), Integer.MAX_VALUE);
        return select(secrets, selection.page(last, selection.limit()), DocumentFields::parseCurrent);
    }

    /** The former versions that {@code selection} means, in its order. */
    List<StoredDocument> former(Selection selection) {
        return select(history, selection, DocumentFields::parseFormer);
    }

    private static List<StoredDocument> select(
            List<Map<String, ?>> documents, Selection selection, Function<Map<String, ?>, StoredDocument> parse) {
        return documents.stream()
                .filter(fields -> selection.environment().value().equals(fields.get("environment")))
                .filter(fields -> selection
                        .keys()
                        .map(keys -> keys.contains(String.valueOf(fields.get("key"))))
                        .orElse(true))
                .sorted(ORDER)
                .filter(fields -> selection.after() == null || isAfter(fields, selection.after()))
                .limit(selection.limit())
                .map(parse)
                .toList();
    }

    private static boolean isAfter(Map<String, ?> fields, Position last) {
        int byKey = key(fields).compareTo(last.key());
        return byKey > 0 || (byKey == 0 && version(fields) > last.version());
    }

    private static String key(Map<String, ?> fields) {
        return fields.get("key") instanceof String key ? key : "";
    }

    private static int version(Map<String, ?> fields) {
        return fields.get("version") instanceof Integer version ? version : 0;
    }

    private static boolean isPlaceOf(SecretDocument document, Map<String, ?> fields) {
        return document.name().value().equals(fields.get("key"))
                && document.environment().value().equals(fields.get("environment"));
    }

    private static Optional<Map<String, ?>> findFirst(
            List<Map<String, ?>> documents, Predicate<Map<String, ?>> condition) {
        for (Map<String, ?> fields : documents) {
            if (condition.test(fields)) {
                return Optional.of(fields);
            }
        }
        return Optional.empty();
    }
}
