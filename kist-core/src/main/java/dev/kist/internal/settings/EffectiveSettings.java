package dev.kist.internal.settings;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.KistFolder;
import dev.kist.KistOptions;
import dev.kist.NoStoreException;
import dev.kist.Printable;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.Settings;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings, resolved: flag, then environment variable, then {@code config.local}, {@code config.ENVIRONMENT} and
 * {@code config} of the nearest {@code .kist}, then default. An empty value counts as not set. Its {@code toString} shows
 * no value.
 */
public final class EffectiveSettings implements Settings {
    private static final String DEFAULT_ENVIRONMENT = "development";

    private final Map<Setting, SettingValue> values;
    private final Optional<KistFolder> folder;
    private final KistOptions options;
    private final List<String> warnings;

    private EffectiveSettings(
            Map<Setting, SettingValue> values,
            Optional<KistFolder> folder,
            KistOptions options,
            List<String> warnings) {
        this.values = values;
        this.folder = folder;
        this.options = options;
        this.warnings = warnings;
    }

    /**
     * Reads settings.
     *
     * @throws InvalidInputException if a file of settings is malformed, or holds what must not be committed
     */
    public static EffectiveSettings read(KistOptions options) {
        Map<Setting, SettingValue> flags = options.settings();
        Map<String, String> variables = options.variables();
        List<String> warnings = new ArrayList<>(UnknownNames.among(variables.keySet()));
        Map<Setting, SettingValue> explicit = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String text = variables.getOrDefault(setting.variable(), "");
            if (!text.isEmpty()) {
                explicit.put(setting, new SettingValue(text, setting.variable() + " in the environment"));
            }
        }
        explicit.putAll(flags);
        Optional<KistFolder> folder = KistFolder.find(options.directory());
        Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
        folder.ifPresent(kist -> {
            Map<Setting, SettingValue> local = ConfigFile.read(kist.localConfig(), false, warnings);
            values.putAll(ConfigFile.read(kist.config(), true, warnings));
            Map<Setting, SettingValue> soFar = new EnumMap<>(values);
            soFar.putAll(local);
            soFar.putAll(explicit);
            Map<Setting, SettingValue> ofEnvironment =
                    ConfigFile.read(kist.config(environmentOf(soFar)), true, warnings);
            // The file is chosen by the environment, so it has no say in it.
            ofEnvironment.remove(Setting.ENVIRONMENT);
            values.putAll(ofEnvironment);
            values.putAll(local);
        });
        values.putAll(explicit);
        return new EffectiveSettings(values, folder, options, List.copyOf(warnings));
    }

    /** The default place of the user's own key, whether it is there or not: {@code $XDG_CONFIG_HOME/kist/key}. */
    @Override
    public Path userKeyFile() {
        String config = options.variables().getOrDefault("XDG_CONFIG_HOME", "");
        String home = options.variables().getOrDefault("HOME", System.getProperty("user.home", ""));
        // The XDG specification has relative paths ignored.
        Path base = Path.of(config).isAbsolute() ? Path.of(config) : Path.of(home, ".config");
        return base.resolve("kist").resolve("key");
    }

    /** What {@code setting} was set to and where; empty if nowhere. */
    @Override
    public Optional<SettingValue> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The nearest {@code .kist} folder. */
    @Override
    public Optional<KistFolder> folder() {
        return folder;
    }

    /** What is odd about the settings, a sentence each; no values. */
    @Override
    public List<String> warnings() {
        return warnings;
    }

    /** The environment. */
    @Override
    public EnvironmentName environment() {
        return environmentOf(values);
    }

    /** Whether nothing sets the environment. */
    @Override
    public boolean isDefaultEnvironment() {
        return !values.containsKey(Setting.ENVIRONMENT);
    }

    private static EnvironmentName environmentOf(Map<Setting, SettingValue> values) {
        SettingValue value = values.get(Setting.ENVIRONMENT);
        return EnvironmentName.parse(value == null ? DEFAULT_ENVIRONMENT : value.text());
    }

    /** The MongoDB store that is set; empty if none is. */
    public Optional<StoreLocation.MongoDb> mongoDb() {
        return find(Setting.MONGODB_URI)
                .map(uri -> new StoreLocation.MongoDb(
                        uri.text(),
                        find(Setting.DATABASE).map(SettingValue::text).orElse(null),
                        collection()));
    }

    /** The local store, if {@code init} made one in the nearest {@code .kist}. */
    public Optional<StoreLocation.LocalFile> localFile() {
        return folder.map(KistFolder::localStore)
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
     * @throws InvalidInputException if there is neither
     */
    public StoreLocation store() {
        return mongoDb()
                .map(StoreLocation.class::cast)
                .or(this::allowedLocalFile)
                .orElseThrow(this::noStore);
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

    private NoStoreException noStore() {
        return new NoStoreException(options.isLocalStoreAllowed());
    }

    /** The first collection's name. */
    public String collection() {
        String name = find(Setting.COLLECTION).map(SettingValue::text).orElse(StoreLocation.DEFAULT_COLLECTION);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}") || name.startsWith("system.")) {
            throw new InvalidInputException(
                    "KIST_COLLECTION: " + Printable.quote(name) + " cannot be a collection's name",
                    "use letters, digits, _ . - and begin with a letter or _");
        }
        return name;
    }

    /**
     * The keys at hand: those of {@code KIST_KEY}, then those of {@code KIST_KEY_FILE}, or of the default places if
     * it is not set.
     *
     * @param warn takes a sentence for what is odd but accepted
     * @throws InvalidInputException if a key is mistyped or cut, or a key file is refused
     */
    public Identities keys(List<String> warn) {
        Identities keys = Identities.of(List.of());
        if (values.containsKey(Setting.KEY)) {
            try {
                keys = Identities.parse(values.get(Setting.KEY).text());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        values.get(Setting.KEY).source() + ": " + e.getMessage(),
                        e.hint().orElse(null));
            }
        }
        SettingValue named = values.get(Setting.KEY_FILE);
        if (named != null) {
            return keys.and(KeyFiles.readNamed(Path.of(named.text()), named.source(), warn));
        }
        for (Path file : defaultKeyFiles()) {
            if (Files.exists(file)) {
                keys = keys.and(KeyFiles.readOwn(file));
            }
        }
        return keys;
    }

    @Override
    public List<KeyAtHand> keys() {
        return keys(new ArrayList<>()).asList().stream()
                .map(Identity::recipient)
                .map(key -> new KeyAtHand(key.id(), key.text()))
                .toList();
    }

    /** Reads settings: {@link #read(KistOptions)}. */
    public static EffectiveSettings read(
            Map<Setting, SettingValue> flags, Map<String, String> variables, Path directory) {
        KistOptions.Builder options =
                KistOptions.builder().variables(variables).directory(directory).allowLocalStore();
        flags.forEach(options::set);
        return read(options.build());
    }

    public Duration timeout(Duration whereNotSet) {
        return find(Setting.TIMEOUT).isPresent() ? timeout() : whereNotSet;
    }

    public KmsServices keyServices(Duration whereNotSet) {
        return KmsServices.onClassPath(options.variables(), timeout(whereNotSet));
    }

    /** The key services whose modules are on the class path; each call of one takes as long as the store may. */
    public KmsServices keyServices() {
        return KmsServices.onClassPath(options.variables(), timeout());
    }

    /** Where a key is looked for by default: {@code .kist/key}, then the user's own. */
    @Override
    public List<Path> defaultKeyFiles() {
        List<Path> files = new ArrayList<>();
        folder.ifPresent(kist -> files.add(kist.key()));
        files.add(userKeyFile());
        return files;
    }

    /** The fingerprints that are known for the environments of {@code namespace}, {@code KIST_STRICT} included. */
    public KnownFingerprints knownFingerprints(String namespace) {
        KnownFingerprints known = KnownFingerprints.none();
        for (String word : find(Setting.FINGERPRINT)
                .map(SettingValue::text)
                .orElse("")
                .strip()
                .split("[\\s,]+")) {
            known = word.isEmpty() ? known : known.with(Fingerprint.parse(word));
        }
        if (folder.isPresent()) {
            known = new KnownEnvironments(folder.get().knownEnvironments()).addTo(known, namespace);
        }
        return isStrict() ? known.strict() : known;
    }

    private boolean isStrict() {
        String text = find(Setting.STRICT).map(SettingValue::text).orElse("0");
        return switch (text) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default ->
                throw new InvalidInputException(
                        "KIST_STRICT: " + Printable.quote(text) + " is neither 1 nor 0", "set it to 1 or remove it");
        };
    }

    /** Who writes. */
    public Actor actor() {
        return find(Setting.ACTOR).map(value -> Actor.parse(value.text())).orElseGet(DefaultActor::find);
    }

    /** How long to wait for the store as a whole, and for a key service. */
    @Override
    public Duration timeout() {
        return find(Setting.TIMEOUT)
                .map(value -> Durations.parse(value.text(), value.source()))
                .orElse(options.defaultTimeout());
    }

    @Override
    public String toString() {
        return "Settings" + values.values();
    }
}
