package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KistFolder;
import dev.kist.StoreDescription;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.settings.KnownEnvironments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that hold trusted fingerprints of one store's environments. */
final class TrustedFiles {
    private final Optional<KnownEnvironments> project;
    private final Optional<Path> projectFile;
    private final StoreDescription store;

    TrustedFiles(EffectiveSettings settings, StoreDescription store) {
        this.projectFile = settings.folder().map(KistFolder::knownEnvironments);
        this.project = projectFile.map(KnownEnvironments::new);
        this.store = store;
    }

    /** Adds a fingerprint that this process knows to be right; gives the files that were written. */
    List<Path> add(EnvironmentName name, Fingerprint fingerprint) {
        project.ifPresent(file -> file.add(store.namespace(), name, fingerprint));
        return projectFile.stream().toList();
    }

    /** Takes a fingerprint as the one that counts. */
    Path trust(EnvironmentName name, Fingerprint fingerprint) {
        KnownEnvironments file = project.orElseThrow(() -> new InvalidInputException(
                "there is no file to keep the fingerprint of " + name + " in",
                "set KIST_FINGERPRINT to " + fingerprint));
        file.replace(store.namespace(), name, fingerprint);
        return projectFile.orElseThrow();
    }

    /** Puts a fingerprint in the place of the ones that are known; whether the project's file was changed. */
    boolean replace(EnvironmentName name, Fingerprint fingerprint) {
        boolean isFiled =
                project.isPresent() && (!store.isLocal() || project.get().has(store.namespace(), name));
        if (isFiled) {
            project.orElseThrow().replace(store.namespace(), name, fingerprint);
        }
        return isFiled;
    }

    /** Knows two fingerprints of one environment, until the second takes the first one's place. */
    boolean addPrepared(EnvironmentName name, Fingerprint now, Fingerprint prepared) {
        project.ifPresent(file -> {
            file.replace(store.namespace(), name, now);
            file.add(store.namespace(), name, prepared);
        });
        return project.isPresent();
    }

    /** Forgets an environment that was removed. */
    void remove(EnvironmentName name) {
        project.filter(file -> file.has(store.namespace(), name))
                .ifPresent(file -> file.remove(store.namespace(), name));
    }
}
