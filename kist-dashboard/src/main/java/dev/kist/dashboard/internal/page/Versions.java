// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Secret;
import dev.kist.SecretHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A secret's history, ready to be shown, without values. */
public final class Versions {
    private Versions() {}

    /**
     * A version, ready to be shown.
     *
     * @param number its number
     * @param verb how it came about: {@code created}, {@code changed}, {@code deleted}, {@code restored}
     * @param by who wrote it, as they said
     * @param time when, whole
     * @param ago when, as an age
     * @param isCurrent whether it is the current one
     * @param isDeleted whether it is a deletion
     * @param hasBefore whether the version before it is kept, so that the two can be compared
     * @param sameAs the number of the newest earlier version with its content; 0 if there is none
     */
    public record Line(
            int number,
            String verb,
            String by,
            String time,
            String ago,
            boolean isCurrent,
            boolean isDeleted,
            boolean hasBefore,
            int sameAs) {}

    /** The versions, the current one first. */
    static List<Line> of(SecretHistory history, Instant now) {
        List<Line> lines = new ArrayList<>();
        List<Secret> versions = history.versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            Secret version = versions.get(i);
            boolean wasDeleted = i > 0 && versions.get(i - 1).isDeleted();
            String verb = version.isDeleted()
                    ? "deleted"
                    : version.version() == 1 ? "created" : wasDeleted ? "restored" : "changed";
            lines.add(new Line(
                    version.version(),
                    verb,
                    Words.visible(version.updatedBy().value()),
                    Words.time(version.updatedAt()),
                    Words.ago(version.updatedAt(), now),
                    i == versions.size() - 1,
                    version.isDeleted(),
                    i > 0,
                    sameAs(versions, i)));
        }
        return lines;
    }

    private static int sameAs(List<Secret> versions, int index) {
        for (int i = index - 2; i >= 0 && !versions.get(index).isDeleted(); i--) {
            if (versions.get(i).content().equals(versions.get(index).content())) {
                return versions.get(i).version();
            }
        }
        return 0;
    }
}
