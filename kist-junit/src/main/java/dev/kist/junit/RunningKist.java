// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Setting;
import dev.kist.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A store in memory and a Kist that is open on it, until it is closed. */
final class RunningKist implements AutoCloseable {
    /** Where nothing is: no key, no .kist, no trusted fingerprints of the machine have a say. */
    private static final Path NOWHERE = Path.of("").toAbsolutePath().getRoot().resolve("kist-junit-has-no-home");

    private final MemoryDocuments documents;
    private final Map<Setting, String> settings;
    private final Kist kist;
    private final Map<String, @Nullable String> propertiesBefore = new HashMap<>();
    private @Nullable Path strangerKey;

    private RunningKist(MemoryDocuments documents, Map<Setting, String> settings, Kist kist) {
        this.documents = documents;
        this.settings = settings;
        this.kist = kist;
    }

    static RunningKist start(String environment, Map<SecretName, Secret.Content> contents) {
        MemoryDocuments documents = MemoryStoreProvider.create(UUID.randomUUID().toString());
        NewKey key = Kist.newKey();
        Map<Setting, String> settings = new LinkedHashMap<>();
        settings.put(Setting.MONGODB_URI, MemoryStoreProvider.connectionString(documents));
        settings.put(Setting.KEY, key.exposeSecretKey());
        settings.put(Setting.ENVIRONMENT, environment);
        settings.put(Setting.ACTOR, "test");
        RunningKist running = new RunningKist(documents, settings, open(settings));
        running.create(running.kist.environment());
        running.reset(contents);
        return running;
    }

    /** Creates an environment, whose fingerprint is one of the settings from then on. */
    Environment create(Environment environment) {
        String fingerprint = environment.create().fingerprint().hex();
        settings.merge(Setting.FINGERPRINT, fingerprint, (others, one) -> others + "," + one);
        if (!propertiesBefore.isEmpty()) {
            System.setProperty(Setting.FINGERPRINT.property(), settings.get(Setting.FINGERPRINT));
        }
        return environment;
    }

    private static Kist open(Map<Setting, String> settings) {
        Map<String, String> variables = new HashMap<>();
        for (String folder : Set.of("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")) {
            variables.put(folder, NOWHERE.toString());
        }
        settings.forEach((setting, text) -> variables.put(setting.variable(), text));
        return Kist.open(
                KistOptions.builder().variables(variables).directory(NOWHERE).build());
    }

    MemoryDocuments documents() {
        return documents;
    }

    Kist kist() {
        return kist;
    }

    Map<String, String> settings() {
        Map<String, String> byName = new LinkedHashMap<>();
        settings.forEach((setting, text) -> byName.put(setting.variable(), text));
        return byName;
    }

    /** Has the environment hold these secrets and no others; what is so already stays as it is. */
    void reset(Map<SecretName, Secret.Content> contents) {
        Environment environment = kist.environment();
        Snapshot now = environment.load();
        Set<SecretName> superfluous = new HashSet<>(now.secrets().keySet());
        superfluous.removeAll(contents.keySet());
        if (!superfluous.isEmpty()) {
            environment.delete(superfluous, true);
        }
        if (!contents.isEmpty()) {
            environment.plan(contents).apply(Progress.NONE);
        }
        documents.awaitFollowers();
    }

    /** Sets the settings as system properties, until this is closed, and what stands against those of the machine. */
    void publish() {
        try {
            strangerKey = Files.createTempFile("kist-junit", ".key");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Setting, String> all = MachineSettings.against(KistOptions.fromEnvironment(), strangerKey);
        all.putAll(settings);
        all.forEach((setting, text) -> {
            propertiesBefore.put(setting.property(), System.getProperty(setting.property()));
            System.setProperty(setting.property(), text);
        });
    }

    @Override
    public void close() {
        propertiesBefore.forEach((property, before) -> {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        });
        if (strangerKey != null) {
            strangerKey.toFile().delete();
        }
        kist.close();
        MemoryStoreProvider.remove(documents);
    }
}
