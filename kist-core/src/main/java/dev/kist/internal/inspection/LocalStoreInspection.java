// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.settings.ProjectFolder;
import dev.kist.internal.settings.Tracked;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredFlag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether secrets are in a local store that nobody looks for there: one beside the MongoDB of the project. */
public final class LocalStoreInspection {
    private static final String TOPIC = "local store";

    private final EffectiveSettings settings;

    public LocalStoreInspection(EffectiveSettings settings) {
        this.settings = settings;
    }

    /** What there is to say. */
    public List<Finding> run() {
        Optional<Path> file = settings.localStore().filter(LocalStoreInspection::isOwn);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return settings
                    .find(Setting.MONGODB_URI)
                    .map(uri -> unused(file.get(), uri))
                    .orElseGet(() -> inUse(file.get()))
                    .stream()
                    .toList();
        } catch (KistException e) {
            return List.of(Finding.failure(Code.LOCAL_STORE, TOPIC, e));
        }
    }

    /** One that came with a clone is not opened. */
    private static boolean isOwn(Path file) {
        return Ownership.isOwn(file) && Tracked.of(file) == Tracked.NO;
    }

    private Optional<Finding> unused(Path file, SettingValue uri) {
        int count = secrets(file);
        return count == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                                Code.LOCAL_STORE,
                                TOPIC,
                                file + " holds " + count + (count == 1 ? " secret" : " secrets")
                                        + " and is not in use, since KIST_MONGODB_URI is set by " + uri.source(),
                                "look at them while no connection string is set, take over what is needed, and delete the"
                                        + " file")
                        .about("file", file));
    }

    private int secrets(Path file) {
        AtomicInteger count = new AtomicInteger();
        StoreLocation location = new StoreLocation.LocalFile(file, settings.collection());
        try (SecretStore store = SecretStoreProvider.openStore(location, settings.timeout())) {
            store.environmentNames()
                    .forEach(name -> store.findSecrets(Selection.all(name), Freshness.PRIMARY, found -> {
                        if (found instanceof CurrentDocument secret
                                && !secret.flags().contains(StoredFlag.DELETED)) {
                            count.incrementAndGet();
                        }
                    }));
        }
        return count.get();
    }

    private Optional<Finding> inUse(Path file) {
        List<String> known = ProjectFolder.of(settings.options()).storesWith(settings.environment());
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                                Code.LOCAL_STORE,
                                TOPIC,
                                settings.environment() + " is in " + file
                                        + " here, and for the project it is in MongoDB " + String.join(", ", known),
                                "set the connection string of the project's MongoDB")
                        .about("file", file));
    }
}
