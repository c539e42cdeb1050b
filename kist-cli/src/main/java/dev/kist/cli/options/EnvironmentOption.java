package dev.kist.cli.options;

import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The environment, and where the store is. */
public final class EnvironmentOption {
    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "Environment (KIST_ENVIRONMENT; default: development).")
    @Nullable
    String environment;

    @Mixin
    StoreOptions store = new StoreOptions();

    /** What was given, as settings. */
    public Map<Setting, SettingValue> asSettings() {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        settings.putAll(store.asSettings());
        StoreOptions.put(settings, Setting.ENVIRONMENT, "--environment", environment);
        return settings;
    }
}
