package dev.kist.cli.options;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One environment, several, or all of them, and where the store is. */
public final class EnvironmentsOption {
    private static final String FLAG = "--environment";

    @Option(
            names = {"-e", FLAG},
            paramLabel = "ENV",
            description = "Environment; may be given several times (KIST_ENVIRONMENT; default: development).")
    List<String> environments = new ArrayList<>();

    @Option(names = "--all", description = "Every environment.")
    boolean isAll;

    @Mixin
    StoreOptions store = new StoreOptions();

    /** Whether every environment is meant. */
    public boolean isAll() {
        if (isAll && !environments.isEmpty()) {
            throw new InvalidInputException("both --environment and --all are given", "give one of them");
        }
        return isAll;
    }

    /** Whether environments were named. */
    public boolean isGiven() {
        return isAll() || !environments.isEmpty();
    }

    /** The environments that were named, each once; none where the settings decide. */
    public List<EnvironmentName> named() {
        return environments.stream().map(EnvironmentName::parse).distinct().toList();
    }

    /** What was given besides environments, as settings. */
    public Map<Setting, SettingValue> asSettings() {
        return store.asSettings();
    }

    /** What was given, as settings for one of the environments. */
    public Map<Setting, SettingValue> asSettings(EnvironmentName environment) {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        settings.putAll(store.asSettings());
        StoreOptions.put(settings, Setting.ENVIRONMENT, FLAG, environment.value());
        return settings;
    }
}
