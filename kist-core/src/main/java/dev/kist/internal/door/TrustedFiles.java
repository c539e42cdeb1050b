// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KistFolder;
import dev.kist.StoreDescription;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.trust.FingerprintFile;
import dev.kist.internal.trust.FingerprintFile.Line;
import dev.kist.internal.trust.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that hold the fingerprints of one store's environments: the user's own, and the project's, which everyone gets who
 * works there. A local store that is the user's own file needs none.
 */
final class TrustedFiles {
    private final Optional<FingerprintFile> own;
    private final Optional<FingerprintFile> project;
    private final StoreDescription store;

    TrustedFiles(EffectiveSettings settings, StoreDescription store) {
        this.store = store;
        boolean isNeeded = !settings.isOwnStore(store);
        this.own = settings.state().filter(state -> isNeeded).map(TrustedFiles::own);
        this.project = settings.folder()
                .filter(folder -> !store.isLocal() || Files.exists(folder.knownEnvironments()))
                .map(KistFolder::knownEnvironments)
                .map(FingerprintFile::ofProject);
    }

    private static FingerprintFile own(StateFolder state) {
        Ownership.requireOwn(state.path());
        return FingerprintFile.ofUser(state.trusted());
    }

    /**
     * Adds the fingerprint of an environment that this process made, to the user's own file and the project's. One that cannot
     * be written is passed over.
     *
     * @return the files that have it now
     */
    List<Path> add(EnvironmentName name, Fingerprint fingerprint) {
        List<Path> written = new ArrayList<>();
        if (own.isPresent() && isWritten(own.get(), isGone(name), List.of(ofServer(name, fingerprint)))) {
            written.add(own.get().path());
        }
        if (!store.isLocal()
                && project.isPresent()
                && isWritten(project.get(), isOf(name), List.of(ofAll(name, fingerprint)))) {
            written.add(project.get().path());
        }
        return List.copyOf(written);
    }

    private static boolean isWritten(FingerprintFile file, Predicate<Line> isReplaced, List<Line> by) {
        try {
            file.replace(isReplaced, by);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Takes a fingerprint as the one that counts for the user.
     *
     * @throws InvalidInputException if there is no place to keep it, or it cannot be written
     */
    Path trust(EnvironmentName name, Fingerprint fingerprint) {
        FingerprintFile file = own.orElseThrow(() -> new InvalidInputException(
                "there is no place to keep the fingerprint of " + name + ": there is no home",
                "set KIST_FINGERPRINT to " + fingerprint));
        write(file, isGone(name), List.of(ofServer(name, fingerprint)));
        return file.path();
    }

    /** Puts a fingerprint into the project's file, in the place of those that it has; empty if there is none. */
    Optional<Path> trustInProject(EnvironmentName name, Fingerprint fingerprint) {
        project.filter(file -> !store.isLocal() || has(file, name))
                .ifPresent(file -> write(file, isOf(name), List.of(ofAll(name, fingerprint))));
        return project.map(FingerprintFile::path).filter(path -> !store.isLocal());
    }

    /**
     * Puts a new fingerprint in the place of the one that an environment had: this process renewed it. The user's own file is
     * passed over if it cannot be written.
     *
     * @return whether the project's file has it
     */
    boolean replace(EnvironmentName name, Fingerprint fingerprint) {
        own.ifPresent(file -> isWritten(file, isGone(name), List.of(ofServer(name, fingerprint))));
        return trustInProject(name, fingerprint).isPresent();
    }

    /**
     * Knows two fingerprints of one environment, until the second takes the first one's place.
     *
     * @return whether the project's file has them
     */
    boolean addPrepared(EnvironmentName name, Fingerprint now, Fingerprint prepared) {
        own.ifPresent(file -> isWritten(file, isGone(name), List.of(ofServer(name, now), ofServer(name, prepared))));
        if (store.isLocal() || project.isEmpty()) {
            return false;
        }
        write(project.get(), isOf(name), List.of(ofAll(name, now), ofAll(name, prepared)));
        return true;
    }

    /**
     * Forgets a fingerprint that was prepared and is not to come any more: {@code now} stays alone, in the files that know it.
     * The user's own file is passed over if it cannot be written.
     *
     * @return whether the project's file was changed
     */
    boolean dropPrepared(EnvironmentName name, Fingerprint now) {
        Predicate<Line> another = line -> !line.fingerprint().equals(now);
        own.filter(file -> knows(file, isGone(name), now))
                .ifPresent(file -> isWritten(file, isGone(name).and(another), List.of()));
        Optional<FingerprintFile> changed = project.filter(file -> knows(file, isOf(name), now))
                .filter(file -> file.lines().stream().anyMatch(isOf(name).and(another)));
        changed.ifPresent(file -> write(file, isOf(name).and(another), List.of()));
        return changed.isPresent();
    }

    private static boolean knows(FingerprintFile file, Predicate<Line> environment, Fingerprint fingerprint) {
        return file.lines().stream().filter(environment).anyMatch(line -> line.fingerprint()
                .equals(fingerprint));
    }

    /** Forgets an environment that was removed. */
    void remove(EnvironmentName name) {
        own.filter(file -> Files.exists(file.path())).ifPresent(file -> isWritten(file, isGone(name), List.of()));
        project.filter(file -> Files.exists(file.path())).ifPresent(file -> write(file, isOf(name), List.of()));
    }

    private boolean has(FingerprintFile file, EnvironmentName name) {
        return file.lines().stream().anyMatch(isOf(name));
    }

    private void write(FingerprintFile file, Predicate<Line> isReplaced, List<Line> by) {
        try {
            file.replace(isReplaced, by);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file.path() + " cannot be written: " + FileReason.of(e),
                    by.isEmpty()
                            ? "remove its lines for that environment"
                            : "let it have "
                                    + String.join(
                                            " and ",
                                            by.stream().map(Line::toString).toList())
                                    + ", or set KIST_FINGERPRINT");
        }
    }

    private Line ofServer(EnvironmentName name, Fingerprint fingerprint) {
        return new Line(store.place(), store.namespace(), name, fingerprint);
    }

    private Line ofAll(EnvironmentName name, Fingerprint fingerprint) {
        return new Line(store.namespace(), name, fingerprint);
    }

    private Predicate<Line> isOf(EnvironmentName name) {
        return line ->
                line.namespace().equals(store.namespace()) && line.environment().equals(name);
    }

    /** The user's lines for this server, or for any. */
    private Predicate<Line> isGone(EnvironmentName name) {
        return isOf(name).and(line -> Stream.of("", store.place()).anyMatch(line.hosts()::equals));
    }
}
