package dev.kist.cli.options;

import dev.kist.EnvironmentName;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the store is and which key opens it. */
public final class StoreOptions {
    @Option(names = "--uri", paramLabel = "URI", description = "MongoDB connection string (KIST_MONGODB_URI).")
    @Nullable
    String uri;

    @Option(names = "--database", paramLabel = "NAME", description = "Database (KIST_DATABASE).")
    @Nullable
    String database;

    @Option(names = "--collection", paramLabel = "NAME", description = "Collection (KIST_COLLECTION).")
    @Nullable
    String collection;

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with secret keys (KIST_KEY_FILE).")
    @Nullable
    String keyFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Whole wait for MongoDB: seconds, or 500ms, 2s, 1m (KIST_TIMEOUT).")
    @Nullable
    String timeout;

    /** What was given, as settings. */
    public Map<Setting, SettingValue> asSettings() {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        put(settings, Setting.MONGODB_URI, "--uri", uri);
        put(settings, Setting.DATABASE, "--database", database);
        put(settings, Setting.COLLECTION, "--collection", collection);
        put(settings, Setting.KEY_FILE, "--key-file", keyFile);
        put(settings, Setting.TIMEOUT, "--timeout", timeout);
        return settings;
    }

    /** What was given, as settings for the environment that {@code source} names. */
    public Map<Setting, SettingValue> asSettings(EnvironmentName environment, String source) {
        Map<Setting, SettingValue> settings = asSettings();
        put(settings, Setting.ENVIRONMENT, source, environment.value());
        return settings;
    }

    static void put(Map<Setting, SettingValue> settings, Setting setting, String flag, @Nullable String value) {
        if (value != null) {
            settings.put(setting, new SettingValue(value, flag));
        }
    }
}
