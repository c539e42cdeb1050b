package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.Log;
import dev.kist.Log.Entry;
import dev.kist.Log.Kind;
import dev.kist.Log.VersionEntry;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        return new Log(
                List.<Entry>copyOf(versions), List.copyOf(histories.failures().values()));
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
