package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Log;
import dev.kist.Log.Entry;
import dev.kist.Log.EventEntry;
import dev.kist.Log.Kind;
import dev.kist.Log.VersionEntry;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.format.SealedEvent;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Puts the log of one environment together. */
final class LogReading {
    private static final Comparator<VersionEntry> NEWEST_FIRST = Comparator.comparing(VersionEntry::at)
            .reversed()
            .thenComparing(entry -> entry.secret().name())
            .thenComparing(
                    Comparator.comparing((VersionEntry entry) -> entry.secret().version())
                            .reversed());

    private final EnvironmentName name;
    private final Environments environments;
    private final FirstSight firstSight;

    LogReading(EnvironmentName name, Environments environments, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.firstSight = firstSight;
    }

    Log read() {
        Histories histories = new HistoryReader(environments).read(Selection.all(name), Freshness.PREFER_PRIMARY);
        firstSight.welcome(histories.environment());
        List<VersionEntry> versions = new ArrayList<>();
        histories.secrets().values().forEach(history -> versions.addAll(entries(history)));
        versions.sort(NEWEST_FIRST);
        List<Entry> entries = new ArrayList<>(versions);
        List<SealedEvent> events =
                new ArrayList<>(histories.environment().sealed().events());
        Collections.reverse(events);
        events.forEach(event -> entries.add(entry(event)));
        // Stable: what has the same time keeps its order.
        entries.sort(Comparator.comparing(Entry::at).reversed());
        return new Log(entries, List.copyOf(histories.failures().values()));
    }

    /** An event with its details; one that names a key gets its id besides, as people know the key by it. */
    private static EventEntry entry(SealedEvent event) {
        Map<String, String> details = new LinkedHashMap<>(event.details().texts());
        String publicKey = details.get("public_key");
        if (publicKey != null) {
            try {
                details.put("key_id", Recipient.idOf(publicKey));
            } catch (InvalidInputException e) {
                // Of a kind that this version does not know.
                details.remove("key_id");
            }
        }
        return new EventEntry(event.number(), event.at(), event.by(), event.kind(), details);
    }

    private static List<VersionEntry> entries(SecretHistory history) {
        List<VersionEntry> entries = new ArrayList<>();
        List<Secret> versions = history.versions();
        for (int i = 0; i < versions.size(); i++) {
            Secret version = versions.get(i);
            boolean isAfterDeletion = i > 0 && versions.get(i - 1).isDeleted();
            Kind kind = version.isDeleted()
                    ? Kind.DELETED
                    : version.version() == 1 ? Kind.CREATED : isAfterDeletion ? Kind.RESTORED : Kind.SET;
            entries.add(new VersionEntry(version, kind, sameAs(versions, i)));
        }
        return entries;
    }

    /** The newest earlier version with the same content that is not the one right before. */
    private static OptionalInt sameAs(List<Secret> versions, int index) {
        Secret version = versions.get(index);
        for (int i = index - 1; i >= 0 && !version.isDeleted(); i--) {
            if (versions.get(i).content().equals(version.content())) {
                return OptionalInt.of(versions.get(i).version());
            }
        }
        return OptionalInt.empty();
    }
}
