// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.internal.file.Ownership;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose local stores are. Git's index is read once for each file, which takes its time in a large repository. Thread-safe.
 */
final class LocalStoreFiles {
    private final Map<Path, Tracked> tracked = new ConcurrentHashMap<>();

    /**
     * Refuses one that came with a clone, or will go with one.
     *
     * @throws InvalidInputException if git tracks it
     */
    void requireUntracked(Path file) {
        if (tracked(file) == Tracked.YES) {
            throw new InvalidInputException(
                    "the local store " + file + " is not used: " + Tracked.YES.words()
                            + ", so that whoever can change the project could read what is set there",
                    "if it came with the project, remove it; if it is yours, " + Tracked.advice(file));
        }
    }

    /** Whether it is the user's own, and surely not of a clone. */
    boolean isOwn(Path file) {
        return Ownership.isOwn(file) && tracked(file) == Tracked.NO;
    }

    private Tracked tracked(Path file) {
        return tracked.computeIfAbsent(file, Tracked::of);
    }
}
