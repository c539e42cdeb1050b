// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the application's properties under {@code kist.*} say. Each setting has the name of its variable: {@code
 * kist.mongodb-uri} is {@code KIST_MONGODB_URI}. Its {@code toString} shows no value.
 *
 * @param settings what is set; the rest comes from the environment variables and the nearest {@code .kist} folder
 * @param isEnabled whether imports are carried out at all
 * @param watches whether the secrets follow when they change
 * @param areProfilesEnvironments whether an import without a name reads the environments that are named as the profiles
 */
record ImportSettings(
        Map<Setting, SettingValue> settings, boolean isEnabled, boolean watches, boolean areProfilesEnvironments) {
    private static final String PREFIX = "kist.";
    private static final Set<String> OWN = Set.of("kist.enabled", "kist.watch", "kist.profile-as-environment");

    /** A command comes from the environment variables alone, never from a file that is committed with the application. */
    private static final Set<Setting> PROPERTIES = EnumSet.complementOf(EnumSet.of(Setting.KEY_COMMAND));

    /** Those that hold several, and may be lists. */
    private static final Set<Setting> LISTS = EnumSet.of(Setting.KEY, Setting.FINGERPRINT);

    /** @throws InvalidInputException if one of them is neither yes nor no */
    static ImportSettings from(SetProperties properties) {
        Map<Setting, SettingValue> settings = new EnumMap<>(Setting.class);
        for (Setting setting : PROPERTIES) {
            String name = setting.property();
            properties
                    .find(name)
                    .or(() -> listed(setting, properties))
                    .ifPresent(text -> settings.put(setting, new SettingValue(text, properties.place(name))));
        }
        return new ImportSettings(
                settings,
                flag(properties, "enabled", true),
                flag(properties, "watch", true),
                flag(properties, "profile-as-environment", false));
    }

    private static Optional<String> listed(Setting setting, SetProperties properties) {
        return LISTS.contains(setting)
                ? Optional.of(String.join(" ", properties.findList(setting.property())))
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static boolean flag(SetProperties properties, String name, boolean whereNotSet) {
        return properties
                .find(PREFIX + name)
                .map(text -> new SettingValue(text, properties.place(PREFIX + name)).isYes())
                .orElse(whereNotSet);
    }

    /** A sentence for each property that looks like one of these and is none. */
    static List<String> oddities(SetProperties properties) {
        List<String> oddities = new ArrayList<>(Setting.describeUnknownProperties(unknown(properties), OWN));
        for (String name : properties.likeVariables("KIST_")) {
            Setting.ofVariable(name)
                    .filter(PROPERTIES::contains)
                    .ifPresent(setting -> oddities.add(name
                            + " is the name of an environment variable, and means nothing as a property: write "
                            + setting.property()));
        }
        return List.copyOf(oddities);
    }

    /** The properties under {@code kist.} that are not known in any spelling that Spring Boot takes. */
    private static Set<String> unknown(SetProperties properties) {
        Set<String> known = new HashSet<>();
        PROPERTIES.forEach(setting -> known.add(uniform(setting.property())));
        OWN.forEach(name -> known.add(uniform(name)));
        Set<String> lists = new HashSet<>();
        LISTS.forEach(setting -> lists.add(uniform(setting.property())));
        Set<String> unknown = properties.below("kist");
        unknown.removeIf(name -> known.contains(uniform(name))
                || (name.endsWith("]") && lists.contains(uniform(name.substring(0, name.indexOf('['))))));
        return unknown;
    }

    private static String uniform(String property) {
        return property.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** The properties that say something else in {@code other}, ascending. */
    SortedSet<String> differences(ImportSettings other) {
        SortedSet<String> names = new TreeSet<>();
        for (Setting setting : PROPERTIES) {
            if (!text(setting).equals(other.text(setting))) {
                names.add(setting.property());
            }
        }
        if (isEnabled != other.isEnabled) {
            names.add(PREFIX + "enabled");
        }
        if (watches != other.watches) {
            names.add(PREFIX + "watch");
        }
        if (areProfilesEnvironments != other.areProfilesEnvironments) {
            names.add(PREFIX + "profile-as-environment");
        }
        return names;
    }

    private String text(Setting setting) {
        SettingValue value = settings.get(setting);
        return value == null ? "" : value.text();
    }

    /** What opens Kist, for one environment or for the one that the settings say. */
    KistOptions options(Optional<EnvironmentName> environment, Consumer<String> warnings) {
        KistOptions.Builder options = KistOptions.builder().onWarning(warnings);
        settings.forEach(options::set);
        environment.ifPresent(name -> options.environment(name.value()));
        return options.build();
    }

    /** Whether they say the same, wherever it was set. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImportSettings that && differences(that).isEmpty();
    }

    @Override
    public int hashCode() {
        return settings.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "ImportSettings" + settings.keySet();
    }
}
