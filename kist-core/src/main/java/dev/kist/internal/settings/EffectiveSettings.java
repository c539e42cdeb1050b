// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.KistFolder;
import dev.kist.KistOptions;
import dev.kist.NoStoreException;
import dev.kist.Printable;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.Settings;
import dev.kist.StoreDescription;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.kms.KmsServices;
import dev.kist.internal.trust.StateFolder;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All settings, resolved: flag, then environment variable, then {@code config.local}, {@code config.ENVIRONMENT} and
 * {@code config} of the nearest {@code .kist}, then default. An empty value counts as not set. Its {@code toString} shows
 * no value.
 */
public final class EffectiveSettings implements Settings {
    private final Map<Setting, SettingValue> values;
    private final SettingsFiles files;
    private final KistOptions options;
    private final KeySources keySources;
    private final LocalStoreFiles localStores = new LocalStoreFiles();

    private EffectiveSettings(SettingsFiles files, KistOptions options) {
        this.values = Map.copyOf(files.values());
        this.files = files;
        this.options = options;
        this.keySources = new KeySources(files, options);
    }

    /**
     * Reads settings.
     *
     * @throws InvalidInputException if a file of settings is refused or malformed, or holds what must not be committed
     */
    public static EffectiveSettings read(KistOptions options) {
        return new EffectiveSettings(new SettingsFiles(options), options);
    }

    /** The options that these were read with. */
    public KistOptions options() {
        return options;
    }

    @Override
    public Optional<SettingValue> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    @Override
    public Optional<KistFolder> folder() {
        return files.folder();
    }

    @Override
    public List<String> warnings() {
        return files.warnings();
    }

    @Override
    public List<InvalidInputException> faults() {
        List<InvalidInputException> faults = new ArrayList<>();
        List<Runnable> readings = new ArrayList<>(placeReadings());
        readings.add(() -> keys(new ArrayList<>()));
        readings.add(this::isStrict);
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (InvalidInputException e) {
                faults.add(e);
            }
        }
        return List.copyOf(faults);
    }

    private List<Runnable> placeReadings() {
        return List.of(this::environment, this::actor, this::timeout, this::collection, this::database, this::mongoDb);
    }

    /**
     * The keys at hand, as {@link #keys(List)} has them, where no setting is refused. Their files are read once: what a key
     * file takes, its public keys included, is a good part of a command's time.
     *
     * @param warn takes a sentence for what is odd but accepted
     * @throws InvalidInputException for the first of {@link #faults}
     */
    public Identities validKeys(List<String> warn) {
        placeReadings().forEach(Runnable::run);
        Identities keys = keys(warn);
        isStrict();
        return keys;
    }

    @Override
    public EnvironmentName environment() {
        return SettingsFiles.environmentOf(values);
    }

    @Override
    public boolean isDefaultEnvironment() {
        return !values.containsKey(Setting.ENVIRONMENT);
    }

    @Override
    public boolean isStrict() {
        return fingerprints().isStrict();
    }

    /** The MongoDB store that is set; empty if none is. */
    Optional<StoreLocation.MongoDb> mongoDb() {
        return find(Setting.MONGODB_URI)
                .map(uri -> new StoreLocation.MongoDb(
                        SettingText.read(uri, EffectiveSettings::requireUri),
                        database().orElse(null),
                        collection()));
    }

    private static String requireUri(String text) {
        if (!new ConnectionText(text).isOne()) {
            throw new InvalidInputException(
                    "it does not begin with mongodb:// or mongodb+srv://",
                    "write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        return text;
    }

    private Optional<String> database() {
        return find(Setting.DATABASE).map(value -> SettingText.read(value, EffectiveSettings::requireDatabase));
    }

    private static String requireDatabase(String text) {
        if (!text.matches("[^/\\\\. \"$*<>:|?\\x00-\\x20]{1,63}")) {
            throw new InvalidInputException(
                    Printable.quote(text) + " cannot be a database's name", "use letters, digits, - and _");
        }
        return text;
    }

    /** The local store, if {@code init} made one in the nearest {@code .kist}. */
    Optional<StoreLocation.LocalFile> localFile() {
        return folder().map(KistFolder::localStore)
                .filter(Files::exists)
                .map(file -> new StoreLocation.LocalFile(file, collection()));
    }

    @Override
    public Optional<Path> localStore() {
        return localFile().map(StoreLocation.LocalFile::file);
    }

    /**
     * The store: MongoDB if one is set, else the local one, where the options let it be used.
     *
     * @throws NoStoreException if there is neither
     * @throws InvalidInputException if it is a local one that git tracks
     */
    StoreLocation store() {
        StoreLocation location = anyStore();
        if (location instanceof StoreLocation.LocalFile local) {
            localStores.requireUntracked(local.file());
        }
        return location;
    }

    /**
     * Whether a store is a file of the user's own, which needs no fingerprint. One that came with a clone is as foreign as a
     * database that somebody else fills.
     */
    public boolean isOwnStore(StoreDescription store) {
        return store.isLocal() && localStores.isOwn(Path.of(store.place()));
    }

    private StoreLocation anyStore() {
        return mongoDb()
                .map(StoreLocation.class::cast)
                .or(this::allowedLocalFile)
                .orElseThrow(() -> new NoStoreException(options.isLocalStoreAllowed()));
    }

    private Optional<StoreLocation> allowedLocalFile() {
        if (!options.isLocalStoreAllowed()) {
            return Optional.empty();
        }
        return options.localStore()
                .map(file -> new StoreLocation.LocalFile(file, collection()))
                .or(this::localFile)
                .map(StoreLocation.class::cast);
    }

    /**
     * Opens the store.
     *
     * @throws InvalidInputException if a setting cannot be what it is for; the message says which
     */
    public SecretStore openStore() {
        StoreLocation location = store();
        try {
            return SecretStoreProvider.openStore(location, timeout());
        } catch (InvalidInputException e) {
            Optional<SettingValue> uri = find(Setting.MONGODB_URI);
            throw location instanceof StoreLocation.MongoDb && uri.isPresent() ? SettingText.at(uri.get(), e) : e;
        }
    }

    /** The first collection's name. */
    public String collection() {
        return find(Setting.COLLECTION)
                .map(value -> SettingText.read(value, EffectiveSettings::requireCollection))
                .orElse(StoreLocation.DEFAULT_COLLECTION);
    }

    private static String requireCollection(String name) {
        boolean hasEmptyPart = name.contains("..") || name.endsWith(".");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}") || name.startsWith("system.") || hasEmptyPart) {
            throw new InvalidInputException(
                    Printable.quote(name) + " cannot be a collection's name",
                    "use letters, digits, _ . - and begin with a letter or _; a dot stands between two parts");
        }
        return name;
    }

    /**
     * The keys at hand, without those of {@code KIST_KEY_COMMAND}.
     *
     * @param warn takes a sentence for what is odd but accepted
     * @throws InvalidInputException if a key is mistyped or cut, or a key file is refused
     */
    public Identities keys(List<String> warn) {
        return keySources.keys(warn);
    }

    /** The keys that {@code KIST_KEY_COMMAND} gives, which is run by this; none where it is not set. */
    public Identities keysOfCommand() {
        return keySources.keysOfCommand();
    }

    @Override
    public List<KeyAtHand> keys() {
        Identities keys = keys(new ArrayList<>());
        return (keys.isEmpty() ? keysOfCommand() : keys)
                .asList().stream()
                        .map(Identity::recipient)
                        .map(key -> new KeyAtHand(key.id(), key.text()))
                        .toList();
    }

    @Override
    public Path userKeyFile() {
        return keySources.userKeyFile();
    }

    @Override
    public List<Path> defaultKeyFiles() {
        return keySources.defaultKeyFiles();
    }

    /** The key services whose modules are on the class path; each call of one takes as long as the store may. */
    public KmsServices keyServices() {
        return KmsServices.onClassPath(options.variables(), timeout());
    }

    /** The user's own folder of state; empty where there is no home. */
    public Optional<StateFolder> state() {
        return StateFolder.find(options.variables());
    }

    @Override
    public Optional<Path> trustedFile() {
        return state().map(StateFolder::trusted);
    }

    /** The fingerprints that are known for the environments of a store, {@code KIST_STRICT} included. */
    public KnownFingerprints knownFingerprints(StoreDescription store) {
        KnownFingerprints known = fingerprints().of(store);
        return isOwnStore(store) ? known.ofOwnStore() : known;
    }

    /** The files that fingerprints are known from, whether they exist or not. */
    public List<Path> fingerprintFiles() {
        return Stream.of(trustedFile(), folder().map(KistFolder::knownEnvironments))
                .flatMap(Optional::stream)
                .toList();
    }

    private FingerprintSources fingerprints() {
        return new FingerprintSources(
                find(Setting.FINGERPRINT),
                files.committed().contains(Setting.FINGERPRINT),
                find(Setting.STRICT),
                state(),
                folder());
    }

    /** Who writes, if a setting says so. */
    public Optional<Actor> actor() {
        return find(Setting.ACTOR).map(value -> SettingText.read(value, Actor::parse));
    }

    @Override
    public Duration timeout() {
        return find(Setting.TIMEOUT)
                .map(value -> Durations.parse(value.text(), value.source()))
                .orElse(options.defaultTimeout());
    }

    @Override
    public Set<String> secretVariables() {
        Set<String> names = new HashSet<>(Set.of(Setting.KEY.variable(), Setting.KEY_COMMAND.variable()));
        String uri = options.variables().getOrDefault(Setting.MONGODB_URI.variable(), "");
        if (new ConnectionText(uri).hasPassword()) {
            names.add(Setting.MONGODB_URI.variable());
        }
        return names;
    }

    @Override
    public String toString() {
        return "Settings" + values.values();
    }
}
