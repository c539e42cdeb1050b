// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The versions of one secret that are kept, verified: they run without a gap up to the current one. Its {@code toString}
 * shows no values.
 */
public final class SecretHistory {
    private final List<Secret> versions;

    private SecretHistory(List<Secret> versions) {
        this.versions = List.copyOf(versions);
    }

    /** These versions, ascending, the current one last. */
    public static SecretHistory of(List<Secret> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a secret has at least one version");
        }
        return new SecretHistory(versions);
    }

    /** The versions, ascending, deletions among them; the current one is the last. */
    public List<Secret> versions() {
        return versions;
    }

    /** The secret's environment. */
    public EnvironmentName environment() {
        return current().environment();
    }

    /** The secret's name. */
    public SecretName name() {
        return current().name();
    }

    /** The current version, which may be a deletion. */
    public Secret current() {
        return versions.get(versions.size() - 1);
    }

    /** The oldest version that is kept; 1 where nothing was pruned. */
    public Secret oldest() {
        return versions.get(0);
    }

    /**
     * A version by its number, deleted or not.
     *
     * @throws NotFoundException if there is none, or none any more
     */
    public Secret version(int number) {
        int index = number - oldest().version();
        if (index >= 0 && index < versions.size()) {
            return versions.get(index);
        }
        boolean isPruned = number >= 1 && number < oldest().version();
        throw NotFoundException.version(
                environment(),
                name(),
                "has no version " + number + (isPruned ? " any more: it was pruned" : ""),
                versions.size() == 1
                        ? "it has version " + current().version() + " alone"
                        : "it has the versions " + oldest().version() + " to "
                                + current().version());
    }

    /** The newest version that is not a deletion, if one is kept. */
    public Optional<Secret> newestLive() {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!versions.get(i).isDeleted()) {
                return Optional.of(versions.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether the version that was current at {@code time} is kept, or there was none yet. */
    public boolean reachesBackTo(Instant time) {
        return current().createdAt().isAfter(time) || !oldest().updatedAt().isAfter(time);
    }

    /**
     * The version that was current at {@code time}, deleted or not; empty if the secret had not been created yet.
     *
     * @throws NotFoundException if what is kept does not reach back to {@code time}
     */
    public Optional<Secret> at(Instant time) {
        if (!reachesBackTo(time)) {
            throw NotFoundException.version(
                    environment(),
                    name(),
                    "has no history that reaches back to " + time + ": the oldest version that is kept, "
                            + oldest().version() + ", was written at " + oldest().updatedAt(),
                    "ask for a later time");
        }
        Secret found = null;
        for (Secret version : versions) {
            found = version.updatedAt().isAfter(time) ? found : version;
        }
        return Optional.ofNullable(found);
    }

    @Override
    public String toString() {
        return "SecretHistory[" + name() + " of " + environment() + ", versions " + oldest().version() + " to "
                + current().version() + "]";
    }
}
