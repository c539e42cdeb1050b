// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final EnvironmentName name;
    private final List<Kist> opened = new ArrayList<>();
    private final MemoryDocuments.Contents empty;
    private final Map<String, @Nullable String> propertiesBefore = new HashMap<>();
    private @Nullable Path strangerKey;

    private RunningKist(MemoryDocuments documents, Map<Setting, String> settings) {
        this.documents = documents;
        this.settings = settings;
        this.opened.add(open(settings));
        this.name = create(kist().environment()).name();
        this.empty = documents.contents(name);
    }

    static RunningKist start(String environment, Map<SecretName, Secret.Content> contents) {
        MemoryDocuments documents = MemoryStoreProvider.create(UUID.randomUUID().toString());
        NewKey key = Kist.newKey();
        Map<Setting, String> settings = new LinkedHashMap<>();
        settings.put(Setting.MONGODB_URI, MemoryStoreProvider.connectionString(documents));
        settings.put(Setting.KEY, key.exposeSecretKey());
        settings.put(Setting.ENVIRONMENT, environment);
        settings.put(Setting.ACTOR, "test");
        RunningKist running = new RunningKist(documents, settings);
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
        return opened.get(opened.size() - 1);
    }

    Map<String, String> settings() {
        Map<String, String> byName = new LinkedHashMap<>();
        settings.forEach((setting, text) -> byName.put(setting.variable(), text));
        return byName;
    }

    /**
     * Has the environment hold these secrets and no others, whatever a test did to it. Where it can be, by new versions, which
     * those that follow take for the later ones; else it becomes what it was at the start.
     */
    void reset(Map<SecretName, Secret.Content> contents) {
        boolean hasItsKeys =
                documents.environment(name).filter(empty.environment()::equals).isPresent();
        if (!hasItsKeys || !isWritten(contents)) {
            putBack(contents);
        }
        documents.awaitFollowers();
    }

    /** Writes what differs; false where what a test left does not let it. */
    private boolean isWritten(Map<SecretName, Secret.Content> contents) {
        try {
            Environment environment = kist().environment();
            Set<SecretName> superfluous =
                    new HashSet<>(environment.load().secrets().keySet());
            superfluous.removeAll(contents.keySet());
            if (!superfluous.isEmpty()) {
                environment.delete(superfluous, true);
            }
            if (!contents.isEmpty()) {
                environment.plan(contents).apply(Progress.NONE);
            }
            return true;
        } catch (KistException e) {
            return false;
        }
    }

    /** In one step: those that follow see no state between. */
    private void putBack(Map<SecretName, Secret.Content> contents) {
        if (documents.putBack(name, prepare(contents))) {
            // The one before may know keys that the environment has no more.
            opened.add(open(settings));
        }
    }

    /** Writes these secrets elsewhere. */
    private MemoryDocuments.Contents prepare(Map<SecretName, Secret.Content> contents) {
        if (contents.isEmpty()) {
            return empty;
        }
        MemoryDocuments elsewhere = MemoryStoreProvider.create(UUID.randomUUID().toString());
        elsewhere.putBack(name, empty);
        Map<Setting, String> there = new LinkedHashMap<>(settings);
        there.put(Setting.MONGODB_URI, MemoryStoreProvider.connectionString(elsewhere));
        try (Kist kist = open(there)) {
            kist.environment().plan(contents).apply(Progress.NONE);
            return elsewhere.contents(name);
        } finally {
            MemoryStoreProvider.remove(elsewhere);
        }
    }

    /** Sets the settings as system properties, until this is closed, and what stands against those of the machine. */
    void publish() {
        try {
            strangerKey = Files.createTempFile("kist-junit", ".key");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KistOptions machine = KistOptions.fromEnvironment();
        Map<Setting, String> all = MachineSettings.against(machine, strangerKey);
        all.putAll(settings);
        all.forEach((setting, text) -> publish(setting.property(), text));
        MachineSettings.againstSwitches(machine).forEach((property, text) -> {
            if (System.getProperty(property) == null) {
                publish(property, text);
            }
        });
    }

    private void publish(String property, String text) {
        propertiesBefore.put(property, System.getProperty(property));
        System.setProperty(property, text);
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
        opened.forEach(Kist::close);
        MemoryStoreProvider.remove(documents);
    }
}
