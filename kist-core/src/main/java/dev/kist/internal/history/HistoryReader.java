// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.history;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the versions of the secrets that an environment itself stores, by section "History" of {@code docs/format.md}. What
 * is wrong with a history is read again up to three times before it is believed: a writer may have been at work between two
 * reads. What is newer there than the current version is left out where the current version has moved on. Thread-safe.
 */
public final class HistoryReader {
    private static final int MAX_REREADS = 3;

    private final Environments environments;
    private final SecretReader reader;
    private final SecretStore store;

    public HistoryReader(Environments environments) {
        this.environments = environments;
        this.reader = new SecretReader(environments);
        this.store = environments.store();
    }

    /**
     * What was read: histories, and what could not be read.
     *
     * @param environment the environment as it was opened
     * @param secrets the history of each secret, deleted ones among them; what was purged is not there
     * @param failures why a secret or its history cannot be read, by the secret's name
     */
    public record Histories(
            OpenEnvironment environment,
            SortedMap<SecretName, SecretHistory> secrets,
            SortedMap<String, KistException> failures) {

        /** The histories, if all could be read. */
        public SortedMap<SecretName, SecretHistory> requireAll() {
            if (!failures.isEmpty()) {
                throw failures.get(failures.firstKey());
            }
            return secrets;
        }
    }

    /**
     * The history of one secret.
     *
     * @throws NotFoundException if it was never written, or purged
     * @throws DecryptionFailedException if the secret or its history is not as members wrote it
     */
    public SecretHistory read(EnvironmentName environment, SecretName name) {
        SecretHistory history = read(Selection.of(environment, name), Freshness.PREFER_PRIMARY)
                .requireAll()
                .get(name);
        if (history == null) {
            throw reader.notFound(environment, name);
        }
        return history;
    }

    /** The histories of a selection of secrets. */
    public Histories read(Selection selection, Freshness freshness) {
        Reading current = reader.read(selection, freshness);
        SortedMap<String, KistException> failures = new TreeMap<>(current.failures());
        SortedMap<SecretName, SecretHistory> histories = new TreeMap<>();
        Selection pending = selection;
        Freshness fresh = freshness;
        for (int rereads = 0; ; rereads++) {
            Round round = assemble(current, fetch(pending, fresh));
            histories.putAll(round.whole);
            failures.putAll(round.foreign);
            if (round.broken.isEmpty() || rereads == MAX_REREADS) {
                round.broken.forEach((name, failure) -> failures.put(name.value(), failure));
                return new Histories(
                        current.environment(),
                        Collections.unmodifiableSortedMap(histories),
                        Collections.unmodifiableSortedMap(failures));
            }
            Backoff.briefly();
            pending = Selection.of(selection.environment(), round.broken.keySet());
            fresh = Freshness.PRIMARY;
            environments.open(selection.environment(), fresh);
            current = reader.read(pending, fresh);
            failures.putAll(current.failures());
            current = round.takeOvertaken(current, histories);
            pending = Selection.of(
                    selection.environment(),
                    current.secrets().stream().map(Secret::name).toList());
        }
    }

    /**
     * The versions that were current at {@code time}, deletions among them. A secret that was created later is left out; one
     * whose kept history does not reach back is among the failures.
     */
    public Reading readAllAt(EnvironmentName environment, Instant time) {
        return readAt(Selection.all(environment), Freshness.PREFER_PRIMARY, time);
    }

    /**
     * Loads what applied at {@code time}, in the environment and its parents; who inherits from whom is as it is now. Where
     * the kept history of a secret does not reach back that far, the secret cannot be read.
     */
    public SecretLoader loaderAt(Instant time) {
        return new SecretLoader(environments, (in, selection) -> new HistoryReader(in)
                .readAt(selection, Freshness.PREFER_PRIMARY, time));
    }

    /** As {@link #readAllAt}, for a selection. */
    Reading readAt(Selection selection, Freshness freshness, Instant time) {
        Histories all = read(selection, freshness);
        SortedMap<String, KistException> failures = new TreeMap<>(all.failures());
        List<Secret> secrets = new ArrayList<>();
        all.secrets().forEach((name, history) -> {
            try {
                history.at(time).ifPresent(secrets::add);
            } catch (NotFoundException e) {
                failures.put(name.value(), e);
            }
        });
        return new Reading(all.environment(), List.copyOf(secrets), Collections.unmodifiableSortedMap(failures));
    }

    private Map<String, List<StoredDocument>> fetch(Selection selection, Freshness freshness) {
        if (selection.keys().filter(List::isEmpty).isPresent()) {
            return Map.of();
        }
        Map<String, List<StoredDocument>> byName = new LinkedHashMap<>();
        store.findHistory(selection, freshness, found -> byName.computeIfAbsent(found.key(), key -> new ArrayList<>(1))
                .add(found));
        return byName;
    }

    /** What one pair of reads gives. */
    private static final class Round {
        final Map<SecretName, SecretHistory> whole = new HashMap<>();
        final Map<SecretName, KistException> broken = new HashMap<>();
        final Map<String, KistException> foreign = new HashMap<>();
        final Map<SecretName, Ahead> ahead = new HashMap<>();

        /**
         * A history without the versions that are newer than its current one: the current document is an older copy, or
         * writers have been at work since it was read.
         */
        record Ahead(SecretHistory history, int newest) {}

        /**
         * Takes those of them whose current version has moved on meanwhile: they are as they were then.
         *
         * @return what is left to read
         */
        Reading takeOvertaken(Reading again, SortedMap<SecretName, SecretHistory> histories) {
            List<Secret> left = new ArrayList<>();
            for (Secret now : again.secrets()) {
                Ahead former = ahead.get(now.name());
                if (former != null
                        && now.version() >= former.newest
                        && now.createdAt().equals(former.history.current().createdAt())) {
                    histories.put(now.name(), former.history);
                } else {
                    left.add(now);
                }
            }
            return new Reading(again.environment(), left, again.failures());
        }
    }

    private static Round assemble(Reading current, Map<String, List<StoredDocument>> formers) {
        Round round = new Round();
        OpenEnvironment open = current.environment();
        formers.forEach((key, entries) -> entries.stream()
                .filter(ForeignDocument.class::isInstance)
                .findFirst()
                .ifPresent(entry -> round.foreign.put(key, foreign(open.name(), (ForeignDocument) entry))));
        for (Secret secret : current.secrets()) {
            SecretName name = secret.name();
            if (round.foreign.containsKey(name.value())) {
                continue;
            }
            List<StoredDocument> entries = formers.getOrDefault(name.value(), List.of());
            try {
                SecretHistory history = assemble(open, secret, entries);
                int newest = newest(entries, secret);
                if (newest > secret.version()) {
                    round.ahead.put(name, new Round.Ahead(history, newest));
                    round.broken.put(name, tooNew(newest, secret));
                } else {
                    round.whole.put(name, history);
                }
            } catch (KistException e) {
                round.broken.put(name, e);
            }
        }
        return round;
    }

    private static SecretHistory assemble(OpenEnvironment open, Secret current, List<StoredDocument> entries) {
        List<Secret> versions = new ArrayList<>(entries.size() + 1);
        for (StoredDocument stored : entries) {
            FormerDocument entry = (FormerDocument) stored;
            // The current version's number: a writer was stopped between its two writes.
            if (isOf(current, entry) && entry.version() < current.version()) {
                add(versions, decrypt(open, entry));
            }
        }
        add(versions, current);
        return SecretHistory.of(versions);
    }

    private static int newest(List<StoredDocument> entries, Secret current) {
        return entries.stream()
                .map(FormerDocument.class::cast)
                .filter(entry -> isOf(current, entry))
                .mapToInt(FormerDocument::version)
                .max()
                .orElse(0);
    }

    /** Another time of creation: left over from a purged secret of that name. */
    private static boolean isOf(Secret current, FormerDocument entry) {
        return entry.createdAt().equals(current.createdAt());
    }

    private static void add(List<Secret> versions, Secret next) {
        int expected = versions.isEmpty()
                ? next.version()
                : versions.get(versions.size() - 1).version() + 1;
        if (next.version() != expected) {
            throw new DecryptionFailedException(
                    what(expected, next),
                    "is missing from its history",
                    "someone with write access took it away; restore it from a backup of the collection that ends in"
                            + " .history");
        }
        versions.add(next);
    }

    private static Secret decrypt(OpenEnvironment open, FormerDocument entry) {
        try {
            return open.decrypt(entry);
        } catch (UnknownDekException e) {
            throw SecretReader.unknownDek(
                    "version " + entry.version() + " of secret " + entry.name() + " of " + entry.environment(), e);
        }
    }

    private static DecryptionFailedException tooNew(int newest, Secret current) {
        return new DecryptionFailedException(
                what(newest, current),
                "is in its history, but the current document has version " + current.version()
                        + ": it is an older copy",
                "someone put back an older document of the secret; restore the newest one");
    }

    private static DecryptionFailedException foreign(EnvironmentName environment, ForeignDocument entry) {
        return new DecryptionFailedException(
                "the history of secret " + Printable.quote(entry.key()) + " of " + environment,
                "cannot be read, because of one of its documents: " + entry.why(),
                "restore that document, in the collection that ends in .history, from a backup");
    }

    private static String what(int version, Secret secret) {
        return "version " + version + " of secret " + secret.name() + " of " + secret.environment();
    }
}
